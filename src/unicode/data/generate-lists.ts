// What no package holds and is therefore written down, for the generator beside this file. Each list is text in
// which every word is one row.

/**
 * Each radical of the CJK Radicals Supplement that has one, with its equivalent unified ideograph: the rows of
 * EquivalentUnifiedIdeograph.txt of Unicode 17.0 from U+2E80 to U+2EF3.
 */
export const RADICALS: string = `
⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇\u{20628} ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑\u{21bc2} ⺒巳 ⺓幺 ⺔彑
⺕\u{2b739} ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王
⺪\u{24d14} ⺫目 ⺬示 ⺭礻 ⺮\u{25ad7} ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵\u{2626b} ⺶羊 ⺷\u{2634c} ⺸\u{2634b} ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽\u{26951}
⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇\u{278b2} ⻈讠 ⻉贝 ⻊\u{27fb7} ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長
⻒镸 ⻓长 ⻔门 ⻕\u{28e0f} ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞\u{2967f} ⻟飠 ⻠饣 ⻡\u{29810} ⻢马 ⻣骨 ⻤鬼 ⻥鱼
⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟`;

/**
 * Each ASCII letter, with the letters of Latin, Cyrillic, Greek, Armenian and Cherokee that stand for no other
 * character by NFKD and that confusables.txt of UTS #39, version 17.0.0, puts to it.
 */
export const CONFUSABLES: string = `
aɑαа AΑАᎪ bƄЬᏏ BΒВᏴꞴ cсᴄꮯ CСᏟ dԁᏧ DᎠ eеҽꬲ EΕЕᎬ fƒքẝꞙꬵ FϜꞘ gƍɡցᶃ GԌᏀᏳ
hһհᏂ HΗНᎻ iıɩɪιіւᎥꙇꭵ jϳј JͿЈᎫꞲ KΚКᏦ lƖǀΙІӀӏ LᏞ MΜϺМᎷ nոռ NΝ oοσоօᴏᴑꬽ OΟОՕ
pþƿρϸр PΡРᏢ qԛգզ rгᴦꭇꭈꮁ RƦᎡᏒ sƽѕꜱꮪ SЅՏᏕᏚ TΤТᎢ uʋυսᴜꞟꭎꭒ UՍ vνѵᴠꮩ VѴᏙ
wɯшѡԝաᴡꮃ WԜᎳᏔ xх XΧХꞳ yɣʏγуүᶌỿꭚ YΥУҮᎩᎽ zᴢꮓ ZΖᏃ`;

/**
 * Each digit, with the Chinese characters that write it: the plain ones, those for amounts of money
 * (kPrimaryNumeric and kAccountingNumeric of the Unihan Database, and their forms in simplified and traditional
 * script) and those of Suzhou.
 */
export const HAN_DIGITS: string = `
0〇零 1一壹壱弌〡 2二贰貳弍弐貮〢 3三叁叄參叅参弎〣 4四肆〤 5五伍〥 6六陆陸〦 7七柒〧 8八捌〨 9九玖〩`;

/**
 * Numbers in a circle that nothing decomposes: the first code point, the last, the number that the first shows and
 * the step from one to the next.
 */
export const CIRCLED_NUMBERS: readonly (readonly [number, number, number, number])[] = [
  [0x24eb, 0x24f4, 11, 1],
  [0x24f5, 0x24fe, 1, 1],
  [0x24ff, 0x24ff, 0, 1],
  [0x2776, 0x277f, 1, 1],
  [0x2780, 0x2789, 1, 1],
  [0x278a, 0x2793, 1, 1],
  [0x3248, 0x324f, 10, 10],
  [0x1f10b, 0x1f10c, 0, 0],
];

/** The numbers that the characters from U+2160, and again from U+2170, write in Roman letters. */
export const ROMAN_NUMBERS: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  ...[50, 100, 500, 1000],
];

/**
 * The code points that have a decomposition in Unicode 17.0 and were unassigned in Unicode 12.0 (`gc=Cn` of its
 * DerivedGeneralCategory.txt), as first and last of each range.
 */
export const YOUNG: string = `
32FF-32FF A7F1-A7F4 AB69-AB69 105C9-105C9 105E4-105E4 10781-10785 10787-107B0 107B2-107BA 11383-11383 11385-11385
1138E-1138E 11391-11391 113C5-113C5 113C7-113C8 11938-11938 16121-16128 16D68-16D6A 1CCD6-1CCF9 1E030-1E06D
1FBF0-1FBF9`;
