/** Things by number, each made when it is first read. */
export interface LazyRecords<T> {
  /** How many there are. */
  readonly length: number;
  /** One of them, always the same; undefined if the number is not below `length`. */
  at(number: number): T | undefined;
}

/** So many things are kept by number before there is room for all: most buffers are asked for few of them. */
const FEW = 256;

/** Makes each thing when it is first read, and keeps it. */
export function lazyRecords<T>(length: number, make: (number: number) => T): LazyRecords<T> {
  const few = new Map<number, T>();
  let made: (T | undefined)[] | undefined;

  function keep(number: number, thing: T): void {
    if (made === undefined && few.size < FEW) {
      few.set(number, thing);
      return;
    }
    if (made === undefined) {
      made = new Array<T | undefined>(length).fill(undefined);
      for (const [place, known] of few) {
        made[place] = known;
      }
      few.clear();
    }
    made[number] = thing;
  }

  return {
    length,
    at: (number) => {
      if (!(number >= 0 && number < length)) {
        return undefined;
      }
      let thing = made === undefined ? few.get(number) : made[number];
      if (thing === undefined) {
        thing = make(number);
        keep(number, thing);
      }
      return thing;
    },
  };
}

/** All of some things. */
export function allOf<T>(records: LazyRecords<T>): readonly T[] {
  return Array.from({ length: records.length }, (_, number) => records.at(number) as T);
}
