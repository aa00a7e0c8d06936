/** The table of data identifiers. One row for each kind of value; families (tariffs, settlement days) are laid out. */
import type { Text } from '../../../../shared/text.ts';
import type { DataItem, Layout, Unit } from './data.ts';

const number = (unit: Unit, scale = 1, signed = false): Layout => ({ as: 'number', unit, scale, signed });

const ENERGY = number('milli', 10);
const SIGNED_ENERGY = number('milli', 10, true);
const MONEY = number('fen');
const PRICE = number('price');
const COUNT = number('count');
const DIGITS: Layout = { as: 'digits' };
const BITS: Layout = { as: 'bits' };
const DATE: Layout = { as: 'date' };
const TIME: Layout = { as: 'time' };
const MINUTE: Layout = { as: 'minute' };

const items = new Map<string, DataItem>();

function add(di: string, bytes: number, layout: Layout, title: Text): void {
  items.set(di, { di, title, bytes, layout });
}

const two = (n: number): string => n.toString(16).toUpperCase().padStart(2, '0');

const TARIFFS: readonly Text[] = [
  { zh: '总', en: 'total' },
  { zh: '尖', en: 'sharp' },
  { zh: '峰', en: 'peak' },
  { zh: '平', en: 'flat' },
  { zh: '谷', en: 'valley' },
];

const PHASES: readonly Text[] = [
  { zh: '总', en: 'total' },
  { zh: 'A 相', en: 'phase A' },
  { zh: 'B 相', en: 'phase B' },
  { zh: 'C 相', en: 'phase C' },
];

const SETTLEMENT_DAYS = 12;
const RECORDS = 10;

function energies(): void {
  const kinds: readonly (readonly [string, Layout, Text])[] = [
    ['00', SIGNED_ENERGY, { zh: '组合有功电能', en: 'Combined active energy' }],
    ['01', ENERGY, { zh: '正向有功电能', en: 'Forward active energy' }],
    ['02', ENERGY, { zh: '反向有功电能', en: 'Reverse active energy' }],
  ];
  for (const [kind, layout, name] of kinds) {
    for (const [tariff, word] of TARIFFS.entries()) {
      const title = { zh: `${name.zh}（${word.zh}）`, en: `${name.en}, ${word.en}` };
      add(`00${kind}${two(tariff)}00`, 4, layout, title);
      for (let day = 1; day <= SETTLEMENT_DAYS; day += 1) {
        add(`00${kind}${two(tariff)}${two(day)}`, 4, layout, {
          zh: `上 ${day} 结算日${title.zh}`,
          en: `${title.en}, ${day} settlement days ago`,
        });
      }
    }
  }
  add('00900100', 4, ENERGY, { zh: '剩余电量', en: 'Energy left' });
  add('00900101', 4, ENERGY, { zh: '透支电量', en: 'Overdrawn energy' });
  add('00900200', 4, MONEY, { zh: '剩余金额', en: 'Money left' });
  add('00900201', 4, MONEY, { zh: '透支金额', en: 'Overdrawn money' });
  add('00900220', 4, MONEY, { zh: '补助金额（厂家自定）', en: 'Money granted (vendor’s own)' });
}

function momentary(): void {
  const kinds: readonly (readonly [string, number, Layout, Text])[] = [
    ['01', 2, number('decivolts'), { zh: '电压', en: 'Voltage' }],
    ['02', 3, number('milliamperes', 1, true), { zh: '电流', en: 'Current' }],
    ['03', 3, number('deciwatts', 1, true), { zh: '有功功率', en: 'Active power' }],
    ['04', 3, number('decivars', 1, true), { zh: '无功功率', en: 'Reactive power' }],
    ['05', 3, number('decivoltamperes', 1, true), { zh: '视在功率', en: 'Apparent power' }],
    ['06', 2, number('thousandths', 1, true), { zh: '功率因数', en: 'Power factor' }],
  ];
  for (const [kind, bytes, layout, name] of kinds) {
    for (const [phase, word] of PHASES.entries()) {
      if (phase === 0 && (kind === '01' || kind === '02')) continue;
      add(`02${kind}${two(phase)}00`, bytes, layout, { zh: `${name.zh}（${word.zh}）`, en: `${name.en}, ${word.en}` });
    }
  }
  add('02800002', 2, number('centihertz'), { zh: '电网频率', en: 'Mains frequency' });
  add('02800007', 2, number('decidegrees', 1, true), { zh: '表内温度', en: 'Temperature inside' });
  add('02800020', 4, PRICE, { zh: '当前电价', en: 'Price in force' });
}

function purchases(): void {
  const kinds: readonly (readonly [string, Layout, Text])[] = [
    ['0332', ENERGY, { zh: '电量', en: 'energy' }],
    ['0333', MONEY, { zh: '金额', en: 'money' }],
  ];
  for (const [kind, amount, what] of kinds) {
    for (let n = 1; n <= RECORDS; n += 1) {
      const title = (zh: string, en: string): Text => ({
        zh: `上 ${n} 次购电${zh}（${what.zh}型）`,
        en: `${en}, ${n} purchases ago (by ${what.en})`,
      });
      add(`${kind}01${two(n)}`, 5, MINUTE, title('时间', 'Time of purchase'));
      add(`${kind}02${two(n)}`, 2, COUNT, title('后总次数', 'Purchase count'));
      add(`${kind}03${two(n)}`, 4, amount, title('数额', 'Bought'));
      add(`${kind}04${two(n)}`, 4, amount, title('前剩余', 'Left before the purchase'));
      add(`${kind}05${two(n)}`, 4, amount, title('后剩余', 'Left after the purchase'));
      add(`${kind}06${two(n)}`, 4, amount, title('后累计', 'Bought altogether'));
    }
  }
}

function clockAndIdentity(): void {
  add('04000101', 4, DATE, { zh: '日期', en: 'Date' });
  add('04000102', 3, TIME, { zh: '时间', en: 'Time' });
  add('04000106', 5, MINUTE, { zh: '两套时区表切换时间', en: 'Switch time of the zone tables' });
  add('04000107', 5, MINUTE, { zh: '两套日时段表切换时间', en: 'Switch time of the day tables' });
  add('04000108', 5, MINUTE, { zh: '两套费率电价切换时间', en: 'Switch time of the price sets' });
  add('04000109', 5, MINUTE, { zh: '两套阶梯切换时间', en: 'Switch time of the ladders' });
  add('04000204', 1, COUNT, { zh: '费率数', en: 'Number of tariffs' });
  add('04000207', 1, COUNT, { zh: '阶梯数', en: 'Number of steps' });
  add('04000306', 3, COUNT, { zh: '电流互感器变比', en: 'Current transformer ratio' });
  add('04000307', 3, COUNT, { zh: '电压互感器变比', en: 'Voltage transformer ratio' });
  add('04000401', 6, DIGITS, { zh: '通信地址', en: 'Address' });
  add('04000402', 6, DIGITS, { zh: '表号', en: 'Meter number' });
  add('04000404', 6, { as: 'letters' }, { zh: '额定电压', en: 'Rated voltage' });
  add('0400040E', 6, DIGITS, { zh: '客户编号', en: 'Customer number' });
  for (let word = 1; word <= 7; word += 1) {
    add(`040005${two(word)}`, 2, BITS, { zh: `运行状态字 ${word}`, en: `Running status word ${word}` });
  }
  for (let day = 1; day <= 3; day += 1) {
    add(`04000B${two(day)}`, 2, DIGITS, {
      zh: `每月第 ${day} 结算日（日时）`,
      en: `Settlement day ${day} (day, hour)`,
    });
  }
}

function limitsAndPrices(): void {
  add('04000F01', 4, ENERGY, { zh: '报警电量 1 限值', en: 'Energy of alarm 1' });
  add('04000F02', 4, ENERGY, { zh: '报警电量 2 限值', en: 'Energy of alarm 2' });
  add('04000F04', 4, ENERGY, { zh: '透支电量限值', en: 'Limit of overdrawn energy' });
  add('04001001', 4, MONEY, { zh: '报警金额 1 限值', en: 'Money of alarm 1' });
  add('04001002', 4, MONEY, { zh: '报警金额 2 限值', en: 'Money of alarm 2' });
  add('04001003', 4, MONEY, { zh: '透支金额限值', en: 'Limit of overdrawn money' });
  add('04001004', 4, MONEY, { zh: '囤积金额限值', en: 'Limit of hoarded money' });
  add('04001005', 4, MONEY, { zh: '合闸允许金额限值', en: 'Least money to close' });
  add('04090B01', 3, number('deciwatts'), { zh: '有功功率过载阈值', en: 'Overload threshold of active power' });
  const sets: readonly (readonly [string, string, string, Text])[] = [
    ['040501', '040600', '040601', { zh: '当前套', en: 'set in force' }],
    ['040502', '040602', '040603', { zh: '备用套', en: 'backup set' }],
  ];
  for (const [prices, thresholds, stepPrices, set] of sets) {
    for (const [tariff, word] of TARIFFS.entries()) {
      if (tariff === 0) continue;
      add(`${prices}${two(tariff)}`, 4, PRICE, {
        zh: `${set.zh}费率电价（${word.zh}）`,
        en: `Price, ${word.en}, ${set.en}`,
      });
    }
    for (let step = 1; step <= 6; step += 1) {
      add(`${thresholds}${two(step)}`, 4, ENERGY, {
        zh: `${set.zh}第 ${step} 阶梯值`,
        en: `End of step ${step}, ${set.en}`,
      });
    }
    for (let step = 1; step <= 7; step += 1) {
      add(`${stepPrices}${two(step)}`, 4, PRICE, {
        zh: `${set.zh}第 ${step} 阶梯电价`,
        en: `Price of step ${step}, ${set.en}`,
      });
    }
  }
}

energies();
momentary();
purchases();
clockAndIdentity();
limitsAndPrices();

export const DATA_ITEMS: ReadonlyMap<string, DataItem> = items;
