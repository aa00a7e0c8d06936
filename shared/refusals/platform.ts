import { refusals } from './refusal.ts';

/** Refusals that any request may get, whatever the operation. */
export const platformRefusals = refusals({
  'request.invalid': {
    status: 400,
    text: { zh: '填写的内容不符合要求：{problems}', en: 'What was entered does not fit: {problems}' },
    next: {
      zh: '未作任何更改。请按提示改正后再提交。',
      en: 'Nothing was changed. Correct the marked fields and submit again.',
    },
  },
  'request.key_missing': {
    status: 400,
    text: { zh: '请求缺少幂等键', en: 'The request carries no idempotency key' },
    next: { zh: '未作任何更改。请刷新页面后重试。', en: 'Nothing was changed. Reload the page and try again.' },
  },
  'request.key_reused': {
    status: 409,
    text: {
      zh: '同一幂等键已用于另一内容的请求',
      en: 'This idempotency key was already used for a request with other content',
    },
    next: {
      zh: '本次未作任何更改，原来的那一笔仍然有效。请重新打开表单再提交。',
      en: 'Nothing was changed now; the first request stands. Open the form anew and submit again.',
    },
  },
  'request.foreign_origin': {
    status: 403,
    text: { zh: '请求不是从本系统页面发出的', en: 'The request does not come from a page of this system' },
    next: { zh: '未作任何更改。请从系统页面操作。', en: 'Nothing was changed. Work from the pages of the system.' },
  },
  'request.not_found': {
    status: 404,
    text: { zh: '没有这个地址', en: 'There is nothing at this address' },
    next: { zh: '请从菜单进入。', en: 'Use the menu.' },
  },
  'request.too_many': {
    status: 429,
    text: { zh: '操作太快，请稍候 {seconds} 秒', en: 'Too many requests; wait {seconds} seconds' },
    next: {
      zh: '未作任何更改。稍候用同一表单再提交，不会重复。',
      en: 'Nothing was changed. Wait, then submit the same form again; it will not be done twice.',
    },
  },
  'request.too_large': {
    status: 413,
    text: { zh: '内容太大（上限 {limit}）', en: 'The content is too large (limit {limit})' },
    next: { zh: '未作任何更改。请分成几份再提交。', en: 'Nothing was changed. Split it and submit again.' },
  },
  'record.not_found': {
    status: 404,
    text: { zh: '找不到这条记录', en: 'This record does not exist' },
    next: { zh: '请核对编号，或从列表中重新选择。', en: 'Check the number, or choose again from the list.' },
  },
  'state.illegal_move': {
    status: 409,
    text: { zh: '状态“{from}”不能转为“{to}”', en: 'A document in state "{from}" cannot move to "{to}"' },
    next: { zh: '未作任何更改。请刷新查看当前状态。', en: 'Nothing was changed. Reload to see the present state.' },
  },
  'system.busy': {
    status: 503,
    text: { zh: '系统忙，请求未执行', en: 'The system is busy; the request was not carried out' },
    next: {
      zh: '钱款与数据均未变动。几秒后用同一表单再提交，不会重复。',
      en: 'No money or data moved. Submit the same form again in a few seconds; it will not be done twice.',
    },
  },
  'system.unsettled': {
    status: 503,
    text: {
      zh: '已受理并入账，办理结果暂未记下',
      en: 'It was accepted and booked; what came of it is not written yet',
    },
    next: {
      zh: '请勿重新收款。几秒后用同一表单再提交，系统接着办完，不会重复。',
      en: 'Do not take money again. Submit the same form again in a few seconds; it is carried on and not done twice.',
    },
  },
  'system.database_unavailable': {
    status: 503,
    text: { zh: '数据库暂时不可用', en: 'The database cannot be reached for the moment' },
    next: {
      zh: '是否已入账尚不确定，请勿重新收款；恢复后用同一表单再提交，系统会查明并给出原来的结果。',
      en: 'Whether it was posted is not known: do not take money again. When the system is back, submit the same form; it finds the first result and does not repeat it.',
    },
  },
  'system.disk_full': {
    status: 503,
    text: { zh: '服务器磁盘已满，未写入', en: 'The disk of the server is full; nothing was written' },
    next: {
      zh: '钱款与数据均未变动。停止收款并通知技术员清理磁盘。',
      en: 'No money or data moved. Stop taking money and call the technician to free the disk.',
    },
  },
  'system.data_damaged': {
    status: 503,
    text: {
      zh: '磁盘上的数据已损坏，系统停止办理',
      en: 'Data on the disk are damaged; the system does no more business',
    },
    next: {
      zh: '本次未作更改，钱款未动。停止收款，不要重启或删除文件，立即通知技术员：先复制数据目录，再从备份恢复并核验账簿。',
      en: 'Nothing was changed now and no money moved. Stop taking money, restart and delete nothing, and call the technician at once: copy the data folder first, then restore the backup and verify the books.',
    },
  },
  'system.internal': {
    status: 503,
    text: { zh: '系统内部错误，编号 {requestId}', en: 'Internal fault, number {requestId}' },
    next: {
      zh: '请勿重新收款。记下编号并报告技术员；用同一表单再提交会得到同一结果。',
      en: 'Do not take money again. Note the number and report it to the technician; submitting the same form again gives the same result.',
    },
  },
});
