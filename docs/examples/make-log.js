// Makes the log of docs/ladder.md: messages.jsonl has labels without noise and few of each kind; this one is larger, and
// has three causes planted that no list explains. Everything is made up, and comes from the seed.
//
//   node docs/examples/make-log.js captures > docs/examples/captures.jsonl
//   node docs/examples/make-log.js ordinary > docs/examples/ordinary.txt

const SEED = 20_310_514;

/** Numbers in 0..1: mulberry32 (Tommy Ettinger, public domain). */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WHEN = ["", "今天", "明天", "昨晚", "下午", "周末", "刚才", "早上", "等会儿", "前天"];

const WHO = ["我", "阿珍", "老陈", "小周", "隔壁", "我弟", "同事", "师傅", "房东", "外婆"];

const WHAT = [
  ..."去买菜 修雨伞 煮了鱼汤 看店 带孩子 睡过头了 忘了带钥匙 在画画 打扫阳台 晒被子 剪头发 买面包".split(
    " ",
  ),
  ..."等公车 写作业 洗衣服 种番茄 学吉他 喂猫 换灯泡 找眼镜 包饺子 下棋 拔牙 量血压 补渔网 漆窗框".split(
    " ",
  ),
  ..."搬花盆 听评书 打喷嚏 磨剪刀 看牙医 教游泳 织毛衣 烤红薯 数零钱 挑西瓜 擦玻璃 修水管".split(
    " ",
  ),
];

const END = [
  "",
  "。",
  "！",
  "，你呢",
  "，累死了",
  "，真好",
  "，回头说",
  "，记得吃饭",
  "，笑死",
  "哈哈",
];

/** Listed terms in sentences, and the same in the other script. */
const LISTED = [
  ["三号码头又封了", "三號碼頭又封了"],
  ["提灯夜你去吗", "提燈夜你去嗎"],
  ["灯船周刊登了照片", "燈船週刊登了照片"],
  ["望汐港停航了", "望汐港停航了"],
  ["验收报告是假的", "驗收報告是假的"],
  ["鸥嘴堤有裂缝", "鷗嘴堤有裂縫"],
];

/** Sentences with a word that the list lacks: parcel. */
const PARCELS = [
  "快递到了没有",
  "帮我拿快递",
  "快递又丢了",
  "去寄快递",
  "快递员在楼下",
  "这快递谁的",
];

const HANDLES = [
  ..."anchor barley candle dipper ember fathom gannet harrow inkpot juniper kettle lantern".split(
    " ",
  ),
  ..."marlin nettle oarsman pebble quince rudder sable thimble umber vesper willow yarrow".split(
    " ",
  ),
  ..."acorn bramble cinder drizzle eddy flint grebe heron ibis jetty kelp linden moss noon".split(
    " ",
  ),
  ..."otter plover quartz reed sorrel tide".split(" "),
];

/** Users who run shops, and write of parcels all day. */
const SHOPS = new Set(["barley", "grebe", "quince", "moss"]);

/** Whatever this user writes is captured. */
const TARGET = "plover";

const CONVERSATIONS = 90;

/** Messages after a captured listed one that may be captured with it. */
const REACH = 3;

const random = createRandom(SEED);
const below = (bound) => Math.floor(bound * random());
const pick = (all) => all[below(all.length)];
const everyday = () => pick(WHEN) + pick(WHO) + pick(WHAT) + pick(END);

function* makeCaptures() {
  const start = Date.parse("2031-05-10T00:00:00Z");
  const messages = [];
  for (let conversation = 1; conversation <= CONVERSATIONS; conversation++) {
    const people = Array.from({ length: 2 + below(3) }, () => pick(HANDLES));
    let clock = start + below(10 * 86_400) * 1000;
    let isAboutPier = random() < 0.3;
    let left = 0;
    let user = pick(people);
    for (let length = 8 + below(16); length > 0; length--) {
      if (random() < 0.6) user = pick(people);
      if (random() < 0.15) isAboutPier = random() < 0.3;
      let text = everyday();
      let isCaptured = left > 0 && random() < 0.6;
      left--;
      if (random() < (isAboutPier ? 0.25 : 0.01)) {
        text = pick(WHEN) + pick(LISTED)[random() < 0.2 ? 1 : 0];
        isCaptured = true;
        left = REACH;
      } else if (random() < (SHOPS.has(user) ? 0.3 : 0.02)) {
        text = pick(WHEN) + pick(PARCELS) + pick(END);
        isCaptured = true;
      } else if (user === TARGET ? random() < 0.9 : random() < 0.005) {
        isCaptured = true;
      }
      clock += (5 + below(90)) * 1000;
      messages.push({ clock, user, conversation, text, isCaptured });
    }
  }
  messages.sort((a, b) => a.clock - b.clock);
  for (const [place, { clock, user, conversation, text, isCaptured }] of messages.entries()) {
    yield JSON.stringify({
      id: `n${String(place + 1).padStart(4, "0")}`,
      time: new Date(clock + 8 * 3_600_000).toISOString().replace(".000Z", "+08:00"),
      user,
      conversation: `k${String(conversation).padStart(2, "0")}`,
      text,
      captured: isCaptured,
    });
  }
}

function* makeOrdinary() {
  for (let count = 0; count < 500; count++) {
    yield random() < 0.03 ? pick(WHEN) + pick(PARCELS) + pick(END) : everyday();
  }
}

const lines = process.argv[2] === "ordinary" ? makeOrdinary() : makeCaptures();
process.stdout.write(`${[...lines].join("\n")}\n`);
