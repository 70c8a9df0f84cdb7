/**
 * A message of which it is known whether the platform acted on it, as far as the search for reasons needs it. Names of
 * people and of conversations are pseudonyms from the start.
 */
export interface CapturedMessage {
  /** The audited field. */
  readonly text: string;
  /** Pseudonym of who wrote it; absent if that is not known. */
  readonly user?: string;
  /** Pseudonym of the conversation it belongs to; absent if that is not known. */
  readonly conversation?: string;
  /** When it was sent, in milliseconds since 1970 UTC; absent if that is not known. */
  readonly time?: number;
}
