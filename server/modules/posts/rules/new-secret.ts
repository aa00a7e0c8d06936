/**
 * Judges a new password or PIN. No rule of composition and no forced change (OWASP ASVS 5.0, 6.2): what is refused is
 * what everybody tries first. The list is of stems: a common word with figures or marks around it is common too.
 */
const STEMS: readonly string[] = (
  'password passwort passw0rd p@ssword p@ssw0rd mima woaini woaiwo iloveyou qwerty qwertyuiop qwert asdfgh asdfghjkl ' +
  'zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t abc abcd abcde abcdef abcdefg abcdefgh ' +
  'admin administrator root system guest user test tester demo default welcome letmein login master monkey dragon ' +
  'football baseball sunshine princess superman batman trustno1 shadow michael jordan hello helloworld freedom ' +
  'whatever secret changeme temp temporary computer internet service server office school campus dianfei shoudian ' +
  'shoufei caiwu zhishou china zhongguo beijing shanghai guangzhou shenzhen wuhan nanjing company manager aini ' +
  'woaini1314 5201314 1314520 a123456 aa123456 qq123456 abc123 pass test123 admin123 root123 q1w2e3r4 q1w2e3 ' +
  'zaq12wsx xiaoming laoban nihao nihaoma wangyi taobao alipay weixin wechat'
).split(' ');
const COMMON = new Set(STEMS);

const KEYBOARD = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qazwsxedcrfvtgbyhnujm',
];

/** The whole text is one walk along a row of the keyboard or the alphabet, forwards or backwards. */
function isWalk(text: string): boolean {
  const rows = KEYBOARD.flatMap((row) => [row + row, [...(row + row)].reverse().join('')]);
  return rows.some((row) => row.includes(text));
}

/** A short piece repeated: aaaaaaaaaa, abcabcabcabc, 12341234. */
const isRepeated = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/su.test(text);

export type PasswordProblem = 'common' | 'repeated' | 'names';
export type PinProblem = 'sequence' | 'repeated' | 'login';

export interface Names {
  readonly login: string;
  readonly siteName: string;
}

const wordsOf = (name: string): string[] =>
  (name.toLowerCase().match(/\p{Script=Han}+|[a-z]+/gu) ?? []).filter((word) => word.length >= 3);

/** Little is left when the known word and all figures are taken away. */
const isMostly = (bare: string, known: string): boolean =>
  bare.includes(known) && bare.replace(known, '').replace(/\d/g, '').length < 4;

/** Why the password is refused; null when it may be used. Its length is the contract's matter. */
export function passwordProblem(password: string, names: Names): PasswordProblem | null {
  const plain = password.normalize('NFKC').toLowerCase().replaceAll('@', 'a').replaceAll('$', 's');
  if (isRepeated(plain)) return 'repeated';
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  const word = bare.replace(/^\d+|\d+$/g, '');
  // Figures alone are eight or ten digits of a date or a telephone: too few to guess for a machine.
  if (word === '' && bare.length < 16) return 'common';
  if (isWalk(bare) || COMMON.has(bare) || COMMON.has(word) || COMMON.has(plain)) return 'common';
  if (word.length >= 3 && isWalk(word) && bare.length - word.length >= 3) return 'common';
  if (wordsOf(`${names.login} ${names.siteName}`).some((known) => isMostly(bare, known))) return 'names';
  return null;
}

/** Why the PIN is refused; null when it may be used. */
export function pinProblem(pin: string, login: string): PinProblem | null {
  if (/^(\d)\1+$/.test(pin) || /^(\d{2,4})\1+\d{0,2}$/.test(pin)) return 'repeated';
  if (isWalk(pin)) return 'sequence';
  const digits = login.replace(/\D/g, '');
  if (digits.length >= 4 && (digits.includes(pin) || pin.includes(digits))) return 'login';
  return null;
}
