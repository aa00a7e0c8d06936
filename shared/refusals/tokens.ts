import { refusals } from './refusal.ts';

const nothing = { zh: '未生成任何码。', en: 'No token was made.' };

export const tokensRefusals = refusals({
  'token.not_registered': {
    status: 409,
    text: { zh: '表 {meterNo} 还没有登记充值码资料', en: 'Meter {meterNo} is not registered for tokens' },
    next: {
      zh: '未收款，未充值。请售电技术员在“充值码表”中登记。',
      en: 'No money was taken and no credit was given. The technician registers it under “Token meters”.',
    },
  },
  'token.registered': {
    status: 409,
    text: { zh: '这块表已登记过充值码资料', en: 'This meter is registered for tokens already' },
    next: {
      zh: '未作任何更改。要换密钥请用“换密钥”。',
      en: 'Nothing was changed. A new key comes by “Change the key”.',
    },
  },
  'token.not_keypad': {
    status: 409,
    text: { zh: '这块表的充值方式不是充值码', en: 'Credit does not reach this meter by tokens' },
    next: {
      zh: '未作任何更改。请核对表的充值方式。',
      en: 'Nothing was changed. Check how credit reaches this meter.',
    },
  },
  'token.unit_unfit': {
    status: 422,
    text: {
      zh: '充值码只用于按电量或用量计的表，不用于按金额计的表',
      en: 'Tokens are made for meters that count energy or volume, not money',
    },
    next: {
      zh: '未作任何更改。请核对表的计费单位。',
      en: "Nothing was changed. Check the meter's credit unit.",
    },
  },
  'token.number_wrong': {
    status: 422,
    text: { zh: '18位表号的校验位不对', en: 'The check digit of the 18 digit number is wrong' },
    next: { zh: '未作任何更改。请对照铭牌重新输入。', en: "Nothing was changed. Read the meter's plate again." },
  },
  'token.number_taken': {
    status: 409,
    text: { zh: '识别号 {number} 已登记在另一块表上', en: 'The number {number} is registered for another meter' },
    next: { zh: '未作任何更改。请核对铭牌。', en: "Nothing was changed. Check the meter's plate." },
  },
  'token.algorithms_unfit': {
    status: 422,
    text: { zh: 'DKGA02 只能与 EA07 一起使用', en: 'DKGA02 goes with EA07 only' },
    next: { zh: '未作任何更改。请核对表的说明书。', en: "Nothing was changed. Check the meter's manual." },
  },
  'token.base_over': {
    status: 409,
    text: {
      zh: '表 {meterNo} 的基准日期已用尽或尚未开始，不能再生成码',
      en: 'The base date of meter {meterNo} has ended, or not begun: no identifier is left',
    },
    next: {
      zh: '未收款，未生成任何码。请技术员换密钥并改用新的基准日期。',
      en: 'No money was taken, no token was made. The technician changes the key, with a new base date.',
    },
  },
  'token.no_key': {
    status: 409,
    text: { zh: '密钥文件中没有 {key} 的可用密钥', en: 'The key file holds no usable key for {key}' },
    next: {
      zh: `${nothing.zh}请系统管理员装入该密钥后再办。`,
      en: `${nothing.en} The system administrator installs the key first.`,
    },
  },
  'token.no_tables': {
    status: 409,
    text: {
      zh: 'EA07 需要自备的置换表，密钥文件中没有',
      en: 'EA07 needs tables that the operator supplies; the key file has none',
    },
    next: {
      zh: `${nothing.zh}请向STS协会取得授权后装入密钥文件。`,
      en: `${nothing.en} They are licensed by the STS Association; add them to the key file.`,
    },
  },
  'token.keys_unreachable': {
    status: 503,
    text: { zh: '售电密钥暂时读不到', en: 'The vending keys cannot be reached' },
    next: {
      zh: `${nothing.zh}请检查密钥文件的权限（600）或加密机连接后重试。`,
      en: `${nothing.en} Check the key file's permissions (600) or the security module, then try again.`,
    },
  },
  'token.not_sts': {
    status: 409,
    text: { zh: '这块表不是STS表', en: 'This is not an STS meter' },
    next: { zh: nothing.zh, en: nothing.en },
  },
  'token.same_key': {
    status: 409,
    text: { zh: '新密钥与现用密钥相同', en: 'The new key is the present one' },
    next: {
      zh: `${nothing.zh}请核对供应组、版本、费率号和基准日期。`,
      en: `${nothing.en} Check group, revision, tariff index and base date.`,
    },
  },
  'token.unfinished': {
    status: 409,
    text: { zh: '这块表还有一个码正在生成', en: 'Another token for this meter is still being made' },
    next: { zh: `${nothing.zh}请稍候再试。`, en: `${nothing.en} Wait a moment and try again.` },
  },
  'token.control_long': {
    status: 422,
    text: {
      zh: '四位厂家代码只有28位控制位',
      en: 'With a manufacturer of four digits there are 28 bits of control',
    },
    next: { zh: `${nothing.zh}请少填两位。`, en: `${nothing.en} Enter two digits fewer.` },
  },
  'token.purpose_unfit': {
    status: 422,
    text: { zh: '这种表没有这种维护码', en: 'Meters of this scheme know no such token' },
    next: { zh: `${nothing.zh}请选择适合该体系的用途。`, en: `${nothing.en} Choose a purpose of the meter's scheme.` },
  },
  'token.value_unfit': {
    status: 422,
    text: { zh: '数值超出这种码所能携带的范围', en: 'A token of this kind does not carry this value' },
    next: { zh: `${nothing.zh}请核对数值。`, en: `${nothing.en} Check the value.` },
  },
  'token.too_small': {
    status: 422,
    text: {
      zh: '金额太小，买不到一个充值码能带的最小额度',
      en: 'Too little: it buys less than the smallest token carries',
    },
    next: { zh: '未收款，未充值。请提高金额。', en: 'No money was taken and no credit was given. Enter more.' },
  },
  'token.not_issued': {
    status: 409,
    text: { zh: '这个码没有生成', en: 'This token was not made' },
    next: { zh: '没有号码可看。', en: 'There are no digits to show.' },
  },
});
