/** Why an expression cannot be run. Caught at the façade; never seen outside of this folder. */
export class Refusal extends Error {
  /** Always this. */
  override readonly name = "Refusal";
}
