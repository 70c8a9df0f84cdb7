import { sizeText } from "../model/numbers.ts";
import type { CompiledAnswer, Failure, LintAnswer } from "../model/protocol.ts";
import { emptyList, type ListSettings, MOST_LISTS } from "../model/settings.ts";
import { acceptDrops } from "./drop.ts";
import { byId, sayProblem } from "./element.ts";
import { currentLanguage, inEachLanguage, t } from "./language.ts";
import { listOfFile } from "./list-bytes.ts";
import { createListCard, type ListCard } from "./list-card.ts";

/** The lists on the page. */
export interface ListsView {
  /** What they say. */
  read(): readonly ListSettings[];
  /** Puts other lists in their place. */
  write(lists: readonly ListSettings[]): void;
  /** Says what was read. */
  sayCompiled(answer: CompiledAnswer): void;
  /** Shows what lint says. */
  showFindings(answer: LintAnswer): void;
  /** Says what is wrong with a list. */
  sayFailure(failure: Failure): void;
  /** Goes to a line of a list. */
  goTo(list: number, line: number): void;
}

/** Largest list that is read, in bytes. */
const MOST_BYTES = 64_000_000;

/** Makes the view of the lists; `changed` is called when one is. */
export function createListsView(changed: () => void): ListsView {
  const place = byId("cards", HTMLElement);
  const problem = byId("lists-problem", HTMLElement);
  const files = byId("list-files", HTMLInputElement);
  let cards: ListCard[] = [];
  let made = 0;

  function add(list: ListSettings): ListCard {
    const card: ListCard = createListCard(`list-${++made}`, list, {
      changed,
      removed: () => {
        const index = cards.indexOf(card);
        cards = cards.filter((other) => other !== card);
        card.element.remove();
        if (cards.length === 0) add(emptyList("words.txt"));
        sayAll();
        const next = cards[Math.min(index, cards.length - 1)];
        next?.element.querySelector<HTMLElement>("input")?.focus();
        sayProblem(problem, undefined);
        changed();
      },
    });
    cards.push(card);
    place.append(card.element);
    card.say(cards.length);
    return card;
  }

  function sayAll(): void {
    for (const [at, card] of cards.entries()) card.say(at + 1);
  }

  function newName(): string {
    const names = cards.map((card) => card.read().name);
    for (let number = cards.length + 1; ; number++) {
      const name = `words-${number}.txt`;
      if (!names.includes(name)) return name;
    }
  }

  async function addFiles(given: readonly File[]): Promise<void> {
    sayProblem(problem, undefined);
    for (const file of given) {
      if (file.size > MOST_BYTES) {
        const most = sizeText(MOST_BYTES, currentLanguage());
        sayProblem(problem, t("lists.tooLarge", { name: file.name, most }));
        continue;
      }
      const list = await readList(file).catch(() => undefined);
      if (list === undefined) {
        sayProblem(problem, t("lists.unreadable", { name: file.name }));
        continue;
      }
      // A list of nothing is there to be filled.
      const empty = cards.find((card) => card.read().bytes.length === 0);
      if (empty !== undefined) {
        empty.element.remove();
        cards = cards.filter((card) => card !== empty);
      }
      if (cards.length >= MOST_LISTS) {
        sayProblem(problem, t("lists.tooMany", { most: MOST_LISTS }));
        break;
      }
      add(list);
    }
    sayAll();
    changed();
  }

  byId("add-list", HTMLButtonElement).addEventListener("click", () => {
    if (cards.length >= MOST_LISTS) {
      sayProblem(problem, t("lists.tooMany", { most: MOST_LISTS }));
      return;
    }
    add(emptyList(newName())).element.querySelector<HTMLElement>("textarea")?.focus();
    changed();
  });
  byId("open-lists", HTMLButtonElement).addEventListener("click", () => files.click());
  files.addEventListener("change", () => {
    void addFiles([...(files.files ?? [])]);
    files.value = "";
  });
  acceptDrops(byId("lists", HTMLElement), (dropped) => void addFiles(dropped));
  inEachLanguage(sayAll);

  return {
    read: () => cards.map((card) => card.read()),
    write: (lists) => {
      cards = [];
      made = 0;
      place.replaceChildren();
      for (const list of lists.length === 0 ? [emptyList("words.txt")] : lists) add(list);
      changed();
    },
    sayCompiled: ({ lists }) => {
      for (const [index, card] of cards.entries()) {
        card.sayFailure(undefined);
        card.sayRules(lists[index]?.rules ?? 0);
      }
    },
    showFindings: ({ findings, counts }) => {
      for (const [index, card] of cards.entries()) {
        card.showFindings(findings[index] ?? [], counts[index] ?? 0);
      }
    },
    sayFailure: ({ list, line, reason }) => {
      const sentence = line === undefined ? reason : t("error.line", { line, reason });
      for (const [index, card] of cards.entries()) {
        card.sayFailure(index === (list ?? 0) ? sentence : undefined);
      }
    },
    goTo: (list, line) => {
      cards[list]?.element.scrollIntoView({ block: "nearest" });
      cards[list]?.goTo(line);
    },
  };
}

async function readList(file: File): Promise<ListSettings> {
  const isPacked = /\.gz$/iu.test(file.name);
  const stream = isPacked
    ? file.stream().pipeThrough(new DecompressionStream("gzip"))
    : file.stream();
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) throw new RangeError(`more than ${MOST_BYTES} bytes`);
    chunks.push(value);
  }
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  return listOfFile(file.name.replace(/\.gz$/iu, ""), bytes);
}
