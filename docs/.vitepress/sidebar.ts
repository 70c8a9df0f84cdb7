/** A place of the site and what it is called there. */
export interface Place {
  readonly text: string;
  readonly link: string;
}

/** A heading of the sidebar with what stands under it. */
export interface Section {
  readonly text: string;
  readonly items: readonly Place[];
}

const section = (
  text: string,
  ...items: readonly (readonly [text: string, link: string])[]
): Section => ({
  text,
  items: items.map(([name, link]) => ({ text: name, link })),
});

/** Every page of the manual, in the order in which one would read it. */
export const SIDEBAR: readonly Section[] = [
  section(
    "Start",
    ["What it is", "/"],
    ["Five minutes", "/start"],
    ["The playground", "/playground"],
    ["The example data", "/examples/"],
  ),
  section(
    "Guides",
    ["Audit a leaked list", "/guides/leaked-list"],
    ["What would my list do to my users?", "/guides/my-users"],
    ["Was it only keywords?", "/guides/only-keywords"],
    ["Review a list change in CI", "/guides/review-in-ci"],
    ["Audit in the browser", "/guides/browser"],
    ["Write a list format", "/guides/list-format"],
    ["Add a fold", "/guides/fold"],
  ),
  section(
    "Semantics",
    ["What is a match", "/semantics"],
    ["List formats", "/formats"],
    ["Rules", "/rules"],
    ["Expressions", "/expressions"],
    ["Folding", "/folding"],
  ),
  section(
    "Reports",
    ["Captures and cards", "/captures"],
    ["Changes, comparisons, time", "/comparison"],
    ["The ladder", "/ladder"],
    ["Inference", "/inference"],
    ["Outputs", "/outputs"],
    ["The report as a page", "/report"],
  ),
  section("Lists", ["Lint", "/lint"], ["Diff and similarity", "/diff"]),
  section("Black boxes", ["Discovery", "/discovery"], ["Isolation", "/isolation"]),
  section(
    "Much data",
    ["Tallies", "/tallies"],
    ["Cores, machines, crashes", "/scale"],
    ["Filters as files", "/filters"],
  ),
  section(
    "Reference",
    ["The command", "/command"],
    ["The library", "/library"],
    ["Searching", "/searching"],
    ["Architecture", "/architecture"],
  ),
  section(
    "Limits",
    ["What is not done", "/limits"],
    ["Privacy", "/privacy"],
    ["Security", "/security"],
    ["Other tools", "/tools"],
  ),
  section(
    "Measured",
    ["Performance", "/performance"],
    ["Matching", "/matching"],
    ["Records", "/records/"],
    ["The table of 2008", "/table-2008"],
    ["Ordinary messages", "/tom-skype"],
    ["The ladder on them", "/ladder-sms"],
  ),
  section("The project", ["Contributing", "/contributing"], ["Changes", "/changelog"]),
];
