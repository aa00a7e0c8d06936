import { refusals } from './refusal.ts';

export const devicesRefusals = refusals({
  'terminal.name_taken': {
    status: 409,
    text: { zh: '已有名为“{name}”的终端', en: 'There is a terminal called "{name}" already' },
    next: { zh: '未作更改。请换一个名称。', en: 'Nothing was changed. Choose another name.' },
  },
  'terminal.slip_paper': {
    status: 422,
    text: {
      zh: '应有小票打印机的终端须写明纸宽',
      en: 'A terminal with a slip printer needs the width of its paper',
    },
    next: {
      zh: '未作更改。请选58毫米或80毫米。',
      en: 'Nothing was changed. Choose 58 mm or 80 mm.',
    },
  },
  'terminal.closed': {
    status: 409,
    text: { zh: '该终端已停用', en: 'This terminal is closed' },
    next: { zh: '未作更改。需要时重新登记一台。', en: 'Nothing was changed. Invite a new one if it is needed.' },
  },
  'terminal.already_enrolled': {
    status: 409,
    text: { zh: '该终端已登记，密钥在那台机器上', en: 'This terminal is enrolled; its key is on that machine' },
    next: {
      zh: '未发放登记码。机器已更换的，停用后重新登记。',
      en: 'No code was issued. If the machine was replaced, close the terminal and invite it anew.',
    },
  },
  'terminal.code_wrong': {
    status: 403,
    text: { zh: '登记码不对、已用过或已过期', en: 'The code is wrong, used or too old' },
    next: { zh: '终端未登记。请向系统管理员或技术员再要一个。', en: 'Nothing was enrolled. Ask for a new code.' },
  },
  'terminal.key_unusable': {
    status: 422,
    text: { zh: '送来的公钥不是可用的 Ed25519 公钥', en: 'What was sent is no usable Ed25519 public key' },
    next: { zh: '终端未登记，登记码仍有效。', en: 'Nothing was enrolled; the code is still good.' },
  },
  'terminal.ticket_spent': {
    status: 403,
    text: { zh: '打开柜台页面的票据已用过或已过期', en: 'The ticket to this counter is used or too old' },
    next: {
      zh: '未作更改。请从柜台程序重新打开页面。',
      en: 'Nothing was changed. Open the page again from the counter agent.',
    },
  },
  'terminal.none': {
    status: 409,
    text: { zh: '这个浏览器不属于已登记的终端', en: 'This browser belongs to no enrolled terminal' },
    next: {
      zh: '钱款与数据均未变动。请从柜台程序打开页面；没有柜台程序的，找技术员登记本机。',
      en: 'No money or data moved. Open the page from the counter agent, or have this machine enrolled.',
    },
  },
  'terminal.offline': {
    status: 409,
    text: { zh: '终端“{name}”的柜台程序没有连接', en: 'The agent of terminal "{name}" is not connected' },
    next: {
      zh: '未收款，数据未变动。请启动本机的柜台程序；仍不行，上报异常。',
      en: 'No money was taken and nothing changed. Start the counter agent; if that does not help, report an incident.',
    },
  },
  'terminal.not_checked': {
    status: 409,
    text: { zh: '终端“{name}”今天还没有做开工检查', en: 'Terminal "{name}" has not been checked before work today' },
    next: {
      zh: '未收款，数据未变动。先做“开工检查”；有红项的，确认后开工。',
      en: 'No money was taken. Do the check before work first; where it shows red, confirm it.',
    },
  },
  'terminal.stopped': {
    status: 409,
    text: {
      zh: '异常 {number} 未处理，此处已停止售电',
      en: 'Selling is stopped here until incident {number} is closed',
    },
    next: {
      zh: '未收款，数据未变动。由技术员处理，关闭异常后恢复。',
      en: 'No money was taken and nothing changed. The technician deals with it; selling goes on once it is closed.',
    },
  },
  'check.nothing_to_confirm': {
    status: 409,
    text: { zh: '这次检查没有要确认的', en: 'There is nothing to confirm in this check' },
    next: {
      zh: '未作更改。检查正常的可直接开工；未连接的，先启动柜台程序再检查。',
      en: 'Nothing was changed. A good check needs none; where the agent did not answer, start it and check again.',
    },
  },
  'check.not_latest': {
    status: 409,
    text: { zh: '这不是本终端今天最近的一次检查', en: 'This is not the latest check of this terminal today' },
    next: { zh: '未作更改。请重新检查后再确认。', en: 'Nothing was changed. Check again and confirm that one.' },
  },
  'programs.list_empty': {
    status: 422,
    text: { zh: '名单是空的：所有程序都会成为异常', en: 'The list is empty: every program would be an incident' },
    next: {
      zh: '未作更改。先从一台正常的终端取用现有程序，再开启检查。',
      en: 'Nothing was changed. Take over what runs on a good terminal first, then switch it on.',
    },
  },
  'terminal.other_purpose': {
    status: 403,
    text: {
      zh: '终端“{name}”专机专用，您的岗位不在此收款',
      en: 'Terminal "{name}" is not for your post to take money at',
    },
    next: {
      zh: '未收款，数据未变动。请到本岗位的终端办理。',
      en: 'No money was taken. Work at the terminal of your post.',
    },
  },
  'terminal.none_connected': {
    status: 409,
    text: { zh: '还没有一台已连接的收款终端', en: 'No terminal for taking money is connected yet' },
    next: {
      zh: '未作更改：现在开启，谁也不能收款。先登记并连接一台终端。',
      en: 'Nothing was changed: nobody could take money. Enrol and connect a terminal first.',
    },
  },
  'terminal.card_left': {
    status: 409,
    text: { zh: '读卡器上还有一张卡', en: 'A card still lies on the reader' },
    next: {
      zh: '未收工。取下卡，还给用户后再收工。',
      en: 'Not closed down. Take the card off and give it back first.',
    },
  },
  'terminal.steps_left': {
    status: 409,
    text: { zh: '还有未完成的收工事项：{steps}', en: 'Not all is done yet: {steps}' },
    next: { zh: '未收工。逐项办完并勾选后再收工。', en: 'Not closed down. Do and tick every point first.' },
  },
  'terminal.no_printer': {
    status: 409,
    text: { zh: '终端“{name}”没有登记小票打印机', en: 'Terminal "{name}" has no slip printer' },
    next: { zh: '没有打印。请用浏览器打印凭证。', en: 'Nothing was printed. Print the slip by the browser.' },
  },
  'terminal.not_virtual': {
    status: 409,
    text: { zh: '终端“{name}”用的是真设备', en: 'Terminal "{name}" has real devices' },
    next: { zh: '未作任何操作。请直接在设备上放卡取卡。', en: 'Nothing was done. Use the cards by hand.' },
  },
});
