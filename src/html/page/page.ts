// What the page of a report does where scripts run: a switch for light and dark, tables that sort, filter and turn
// pages, and more blocks on request. The page can be read without it. Bundled into page-assets.ts by generate.ts.

/** Rows that a table shows at once. */
const PAGE = 100;

/** Milliseconds of work after which others have their turn. */
const SLICE = 8;

function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Does something for each item, in slices of time. */
async function inSlices<Item>(items: Iterable<Item>, act: (item: Item) => void): Promise<void> {
  let began = performance.now();
  for (const item of items) {
    act(item);
    if (performance.now() - began > SLICE) {
      await pause();
      began = performance.now();
    }
  }
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function addThemes(): void {
  const button = el("button", { type: "button", id: "theme" });
  const system = matchMedia("(prefers-color-scheme: dark)");
  // Who shows the report within another page may have chosen already.
  const { theme } = document.documentElement.dataset;
  let isDark = theme === undefined ? system.matches : theme === "dark";
  const show = (): void => {
    button.textContent = isDark ? "Light" : "Dark";
    button.setAttribute(
      "aria-label",
      isDark ? "Show the page in light colours" : "Show the page in dark colours",
    );
  };
  button.addEventListener("click", () => {
    isDark = !isDark;
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    show();
  });
  system.addEventListener("change", () => {
    if (document.documentElement.dataset.theme === undefined) {
      isDark = system.matches;
      show();
    }
  });
  show();
  document.getElementById("tools")?.append(button);
}

interface Row {
  readonly node: HTMLTableRowElement;
  readonly place: number;
  text: string | undefined;
}

/** Parts of the source of rows between borders of tables, each of some rows. */
function* sourcesOf(source: string): Generator<string> {
  let from = source.indexOf("<tbody>");
  while (from >= 0) {
    const end = source.indexOf("</tbody>", from);
    const lines = source.slice(from + "<tbody>".length, end).split("</tr>");
    lines.pop();
    for (let start = 0; start < lines.length; start += 50) {
      yield `${lines.slice(start, start + 50).join("</tr>")}</tr>`;
    }
    from = source.indexOf("<tbody>", end);
  }
}

/** The pages of tables that can show a row by its name. */
const finders: ((name: string) => boolean)[] = [];

async function addTable(box: HTMLElement): Promise<void> {
  const body = box.querySelector("tbody");
  const head = box.querySelector("thead tr");
  if (body === null || head === null) return;
  const noun = box.dataset.noun ?? "rows";
  const rows: Row[] = [];
  const add = (node: Element): void => {
    rows.push({ node: node as HTMLTableRowElement, place: rows.length, text: undefined });
  };
  for (const node of body.rows) add(node);
  const rest = box.querySelector("noscript");
  if (rest !== null) {
    const template = document.createElement("template");
    await inSlices(sourcesOf(rest.textContent ?? ""), (source) => {
      template.innerHTML = `<table><tbody>${source}</tbody></table>`;
      for (const node of [...template.content.querySelectorAll("tr")])
        add(document.adoptNode(node));
    });
    rest.remove();
  }
  let shown: readonly Row[] = rows;
  let from = 0;
  let sorted = { column: -1, direction: 1 };
  let query = "";
  let turn = 0;

  const input = el("input", {
    type: "search",
    id: `${box.id}-filter`,
    autocomplete: "off",
    spellcheck: false,
  });
  const status = el("p", { className: "status" });
  status.setAttribute("role", "status");
  const before = el("button", { type: "button", textContent: "Previous" });
  const after = el("button", { type: "button", textContent: "Next" });
  const pager = el("div", { className: "pager" }, [before, after]);
  const bar = el("div", { className: "controls" }, [
    el("label", { htmlFor: input.id, textContent: `Filter ${noun}` }),
    input,
    status,
    pager,
  ]);
  box.prepend(bar);

  const draw = (): void => {
    from = Math.max(0, Math.min(from, shown.length - 1));
    from -= from % PAGE;
    const to = Math.min(from + PAGE, shown.length);
    body.replaceChildren(...shown.slice(from, to).map(({ node }) => node));
    const range = shown.length > PAGE ? `${count(from + 1)} to ${count(to)} of ` : "";
    const all = shown.length === rows.length ? "" : `, of ${count(rows.length)}`;
    status.textContent = `${range}${count(shown.length)} ${noun}${all}`;
    pager.hidden = shown.length <= PAGE;
    before.disabled = from === 0;
    after.disabled = to >= shown.length;
  };
  const turnTo = (place: number): void => {
    from = place;
    draw();
    box.querySelector(".scroll")?.scrollIntoView({ block: "start" });
  };
  before.addEventListener("click", () => turnTo(from - PAGE));
  after.addEventListener("click", () => turnTo(from + PAGE));

  const apply = async (): Promise<void> => {
    const mine = ++turn;
    const wanted = query.trim().toLowerCase();
    const found: Row[] = [];
    if (wanted === "") {
      found.push(...rows);
    } else {
      await inSlices(rows, (row) => {
        row.text ??= (row.node.textContent ?? "").toLowerCase();
        if (row.text.includes(wanted)) found.push(row);
      });
    }
    // Another wish has come meanwhile.
    if (mine !== turn) return;
    const { column, direction } = sorted;
    if (column >= 0) {
      const keys = new Map<Row, number | string>();
      await inSlices(found, (row) => keys.set(row, keyOf(row.node.cells[column])));
      if (mine !== turn) return;
      found.sort((a, b) => direction * compareKeys(keys.get(a), keys.get(b)) || a.place - b.place);
    }
    shown = found;
    from = 0;
    draw();
  };
  input.addEventListener("input", () => {
    query = input.value;
    void apply();
  });

  for (const [column, cell] of [...head.children].entries()) {
    if (cell.tagName !== "TH") continue;
    const isNumber = cell.classList.contains("number");
    const button = el("button", { type: "button", className: "sort" }, [...cell.childNodes]);
    cell.append(button);
    button.addEventListener("click", () => {
      const first = isNumber ? -1 : 1;
      const direction = sorted.column === column ? -sorted.direction : first;
      sorted = { column, direction };
      for (const other of head.children) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      void apply();
    });
  }

  finders.push((name) => {
    const found = rows.find(({ node }) => node.id === name);
    if (found === undefined) return false;
    if (!shown.includes(found)) {
      query = "";
      input.value = "";
      turn++;
      shown = rows;
    }
    from = shown.indexOf(found);
    draw();
    return true;
  });
  draw();
}

function keyOf(cell: HTMLTableCellElement | undefined): number | string {
  const value = cell?.dataset.v;
  if (value !== undefined) return Number(value);
  const text = cell?.textContent ?? "";
  const number = Number(text.replaceAll(",", ""));
  return text !== "" && !Number.isNaN(number) ? number : text.toLowerCase();
}

function compareKeys(a: number | string = "", b: number | string = ""): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number") return -1;
  if (typeof b === "number") return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function addBlocks(box: HTMLElement): void {
  const rest = box.querySelector("noscript");
  if (rest === null) return;
  const sources = (rest.textContent ?? "").split(/(?=<article )/u);
  const button = el("button", { type: "button", className: "more" });
  let place = 0;
  const show = (most: number): void => {
    const template = document.createElement("template");
    template.innerHTML = sources.slice(place, place + most).join("");
    place += most;
    button.before(template.content);
    button.hidden = place >= sources.length;
    button.textContent = `Show more of the ${count(sources.length - place)} others`;
  };
  rest.replaceWith(button);
  button.addEventListener("click", () => show(24));
  finders.push((name) => {
    const found = sources.findIndex(
      (source, index) => index >= place && source.includes(` id="${name}"`),
    );
    if (found < 0) return false;
    show(found - place + 1);
    return true;
  });
  show(0);
}

/** Shows what a link leads to, also where it is on another page of a table. */
function follow(): void {
  // Names are letters, digits and hyphens; what else stands there leads nowhere.
  const name = location.hash.slice(1);
  if (name === "") return;
  if (document.getElementById(name) === null) finders.some((find) => find(name));
  const target = document.getElementById(name);
  if (target === null) return;
  target.scrollIntoView({ block: "start" });
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

async function start(): Promise<void> {
  addThemes();
  addEventListener("hashchange", follow);
  // A second click on the same link changes nothing of the address.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (link !== null && link.getAttribute("href") === location.hash) follow();
  });
  for (const box of document.querySelectorAll<HTMLElement>(".blocks")) addBlocks(box);
  for (const box of document.querySelectorAll<HTMLElement>(".table[data-rows]")) {
    await addTable(box);
    await pause();
  }
  if (location.hash !== "") follow();
  document.documentElement.dataset.ready = "";
}

void start();
