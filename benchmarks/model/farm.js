import { createRandom } from "../workload.js";

// A model of an audit on many workers: discrete events, seeded. It counts nothing; it says what the parts of
// `filter-audit/bullmq` take together when each takes what was measured of it.
//
// Workers take the first job that waits: merges of groups whose shards are all there come before shards. Machines have
// speeds, drawn by lot: most about 1, a few slow ones. A worker dies at times; its shard is found to be lost after a
// while, and counted anew from its beginning. A merge reads its tallies one after another. In the end one job merges
// the groups.

/** A heap of [time, payload], the earliest first. */
function createHeap() {
  const items = [];
  return {
    get size() {
      return items.length;
    },
    push(time, payload) {
      let at = items.push([time, payload]) - 1;
      while (at > 0) {
        const parent = (at - 1) >>> 1;
        if (items[parent][0] <= items[at][0]) break;
        [items[parent], items[at]] = [items[at], items[parent]];
        at = parent;
      }
    },
    pop() {
      const [first] = items;
      const last = items.pop();
      if (items.length > 0) {
        items[0] = last;
        for (let at = 0; ; ) {
          let least = at;
          for (const child of [2 * at + 1, 2 * at + 2]) {
            if (child < items.length && items[child][0] < items[least][0]) least = child;
          }
          if (least === at) break;
          [items[least], items[at]] = [items[at], items[least]];
          at = least;
        }
      }
      return first;
    },
  };
}

/** A draw of the standard normal distribution (Box and Muller 1958). */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Speeds of machines: lognormal with median 1, some of them slower by a factor. */
export function drawSpeeds({ workers, sigma, slowShare, slowFactor }, random) {
  return Array.from({ length: workers }, () => {
    const speed = Math.exp(sigma * normal(random));
    return random() < slowShare ? speed / slowFactor : speed;
  });
}

/** The tree of merges, as `filter-audit/bullmq` makes it: how many groups there are of each level, and what each merges. */
export function treeOf(shards, fanIn = 16, highest = 3) {
  let levels = 1;
  while (levels < highest && fanIn ** (levels + 1) < shards) levels++;
  const groups = (level) => Math.ceil(shards / fanIn ** level);
  return {
    levels,
    groups,
    children: (level, group) => Math.min(fanIn, groups(level - 1) - group * fanIn),
    parent: (group) => Math.floor(group / fanIn),
  };
}

/** What arithmetic says, without chance. */
export function onPaper(given) {
  const { messages, workers, shardMessages, secondsPerMessage, secondsPerShard } = given;
  const shards = Math.ceil(messages / shardMessages);
  const tree = treeOf(shards, given.fanIn);
  const work = messages * secondsPerMessage + shards * secondsPerShard;
  let groups = 0;
  for (let level = 1; level <= tree.levels; level++) groups += tree.groups(level);
  const last = tree.groups(tree.levels);
  return {
    shards,
    groups,
    work,
    ideal: work / workers,
    /** Groups are jobs too, and so is the audit. */
    jobs: shards + groups + 1,
    /** The last job merges the highest groups. */
    lastMerge: last * given.secondsPerMerge,
    /** From the last shard to the end: a group of each level, then the highest. */
    tail: (tree.levels * Math.min(given.fanIn ?? 16, shards) + last) * given.secondsPerMerge,
    merging: (shards + groups) * given.secondsPerMerge,
    queueBytes: shards * given.bytesPerJob,
  };
}

/**
 * Runs the model.
 *
 * @returns seconds of work by kind, the makespan, and what the queue was asked
 */
export function simulate(given) {
  const random = createRandom(given.seed);
  const { messages, workers, shardMessages, secondsPerMessage, secondsPerShard } = given;
  const { shards, groups, jobs, lastMerge } = onPaper(given);
  const tree = treeOf(shards, given.fanIn);
  const speeds = drawSpeeds(given, random);
  /** What each group of each level still waits for. */
  const left = Array.from({ length: tree.levels + 1 }, (_, level) =>
    Array.from({ length: tree.groups(level) }, (__, group) =>
      level === 0 ? 0 : tree.children(level, group),
    ),
  );
  const sizes = (shard) => Math.min(shardMessages, messages - shard * shardMessages);
  const tries = new Uint8Array(shards);

  const events = createHeap();
  const idle = [];
  const merges = [];
  const lost = [];
  let next = 0;
  const sum = { counting: 0, lost: 0, merging: 0, down: 0 };
  let deaths = 0;
  let now = 0;
  let counted = 0;
  let merged = 0;
  let lastShard = 0;
  let repeats = 0;
  let kept = 0;
  let mostKept = 0;

  /** Seconds until a worker dies, which has no memory. */
  const untilDeath = () => (-Math.log(1 - random()) / given.deathsPerHour) * 3600;

  function give(worker) {
    const speed = speeds[worker];
    const merge = merges.shift();
    if (merge !== undefined) {
      events.push(now + (merge.tallies * given.secondsPerMerge) / speed, { worker, merge });
      return;
    }
    const shard = lost.shift() ?? (next < shards ? next++ : undefined);
    if (shard === undefined) {
      idle.push(worker);
      return;
    }
    tries[shard]++;
    const whole = (sizes(shard) * secondsPerMessage + secondsPerShard) / speed;
    const death = untilDeath();
    if (death < whole) {
      events.push(now + death, { worker, died: death });
      // Another worker finds out when the lock has run out and stalled jobs are looked for.
      events.push(now + death + given.stallSeconds, { found: shard });
    } else {
      events.push(now + whole, { worker, shard, whole });
    }
  }

  /** One of what a group waits for is there. */
  function done(level, number) {
    kept++;
    mostKept = Math.max(mostKept, kept);
    const group = tree.parent(number);
    if (level < tree.levels && --left[level + 1][group] === 0) {
      merges.push({ level: level + 1, group, tallies: tree.children(level + 1, group) });
    }
  }

  const wake = () => {
    if (idle.length > 0) give(idle.pop());
  };

  for (let worker = 0; worker < workers; worker++) give(worker);
  while (merged < groups) {
    const [time, event] = events.pop();
    now = time;
    if (event.found !== undefined) {
      lost.push(event.found);
      repeats++;
      wake();
    } else if (event.back !== undefined) {
      give(event.back);
    } else if (event.died !== undefined) {
      deaths++;
      sum.lost += event.died;
      sum.down += given.restartSeconds;
      events.push(now + given.restartSeconds, { back: event.worker });
    } else if (event.merge !== undefined) {
      sum.merging += (event.merge.tallies * given.secondsPerMerge) / speeds[event.worker];
      merged++;
      kept -= event.merge.tallies;
      done(event.merge.level, event.merge.group);
      give(event.worker);
      if (merges.length > 0) wake();
    } else {
      sum.counting += event.whole;
      counted += sizes(event.shard);
      lastShard = now;
      done(0, event.shard);
      give(event.worker);
      if (merges.length > 0) wake();
    }
  }
  const makespan = now + lastMerge;
  const power = speeds.reduce((all, speed) => all + speed, 0);
  return {
    counted,
    makespan,
    lastShard,
    lastMerge,
    deaths,
    most: tries.reduce((a, b) => Math.max(a, b), 0),
    ...sum,
    /** What the same machines would take if work could be cut to any size and nobody died. */
    perfect: (messages * secondsPerMessage) / power,
    idle: workers * now - sum.counting - sum.lost - sum.merging - sum.down,
    /** Jobs that were handed out, those that were lost too. */
    handed: jobs + repeats,
    /** The most tallies that were kept at once. */
    kept: mostKept,
  };
}
