import { refusals } from './refusal.ts';

export const controlRefusals = refusals({
  'control.not_linked': {
    status: 409,
    text: { zh: '表 {meterNo} 未接入线路，不能远程操作', en: 'Meter {meterNo} is on no line' },
    next: {
      zh: '未发送命令。请到现场操作，或先把表接入线路。',
      en: 'No command was sent. Switch it on site, or put it on a line first.',
    },
  },
  'control.no_meters': {
    status: 409,
    text: { zh: '范围内没有可远程操作的表', en: 'There is no meter on a line here' },
    next: {
      zh: '未发送命令。请重新选择楼栋或房间。',
      en: 'No command was sent. Choose another building or other rooms.',
    },
  },
  'control.room_protected': {
    status: 409,
    text: { zh: '{room} 是保障房间（{kind}），不得断电', en: '{room} is protected ({kindEn}) and is never cut off' },
    next: {
      zh: '未发送命令，供电未变。确需断电时，先由售电主管取消保障并写明原因。',
      en: 'No command was sent, supply is as it was. If it must be cut off, the supervisor lifts the protection first.',
    },
  },
  'control.sale_open': {
    status: 409,
    text: {
      zh: '该房间有已收款未到账的售电（凭证 {slip}）',
      en: 'A sale to this room is paid and not delivered (slip {slip})',
    },
    next: {
      zh: '未发送命令，供电未变。请先查明该笔售电的结果。',
      en: 'No command was sent, supply is as it was. Find out what became of the sale first.',
    },
  },
  'control.supply_running': {
    status: 409,
    text: { zh: '该房间正在应急供电', en: 'The room has emergency supply' },
    next: {
      zh: '未发送命令，供电未变。应急供电结束后再断电。',
      en: 'No command was sent, supply is as it was. End the emergency supply first.',
    },
  },
  'control.under_way': {
    status: 409,
    text: { zh: '表 {meterNo} 的上一条命令还没有结果', en: 'The last command to meter {meterNo} is not settled yet' },
    next: { zh: '未发送新命令。请稍候再看结果。', en: 'No new command was sent. Wait for its result.' },
  },
  'control.protected_already': {
    status: 409,
    text: { zh: '该房间已是保障房间', en: 'The room is protected already' },
    next: { zh: '未作任何更改。', en: 'Nothing was changed.' },
  },
  'control.not_protected': {
    status: 409,
    text: { zh: '该房间的保障已取消', en: 'The protection was lifted already' },
    next: { zh: '本次未作更改。请刷新查看。', en: 'Nothing was changed now. Reload and look again.' },
  },
  'control.not_building': {
    status: 422,
    text: { zh: '这里不是楼栋', en: 'This is not a building' },
    next: { zh: '未保存。请选择一栋楼。', en: 'It was not saved. Choose a building.' },
  },
});
