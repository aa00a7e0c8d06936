/** Words that many screens share. A screen's own words stand in its own file. */
import type { Text } from '../../shared/text.ts';

const word = (zh: string, en: string): Text => ({ zh, en });

export const W = {
  save: word('保存', 'Save'),
  submit: word('提交', 'Submit'),
  cancel: word('取消', 'Cancel'),
  close: word('关闭', 'Close'),
  back: word('返回', 'Back'),
  search: word('查找', 'Search'),
  clear: word('清空条件', 'Clear'),
  reload: word('重新读取', 'Reload'),
  print: word('打印', 'Print'),
  sign: word('签字', 'Sign'),
  all: word('全部', 'All'),
  yes: word('是', 'Yes'),
  no: word('否', 'No'),
  none: word('无', 'None'),
  add: word('添加一行', 'Add a line'),
  remove: word('移除', 'Remove'),
  optional: word('（可不填）', ' (optional)'),
  loading: word('正在读取…', 'Reading…'),
  sending: word('正在提交…', 'Sending…'),
  findingOut: word('没有收到答复，正在查明…请勿重新收款', 'No answer yet; finding out… Do not take money again'),
  unknown: word('还不知道这一笔是否已经办成', 'It is not known yet whether this was done'),
  unknownNext: word(
    '请勿重新收款，也不要重新填写。网络恢复后按“再查一次”：同一笔只会办一次。',
    'Do not take money again and do not fill in anew. Press “Ask again” when the network is back: the same thing is done only once.',
  ),
  askAgain: word('再查一次', 'Ask again'),
  whatNow: word('接下来：', 'Next: '),
  done: word('已完成', 'Done'),
  total: word('合计', 'Total'),
  from: word('从', 'From'),
  to: word('到', 'To'),
} as const;
