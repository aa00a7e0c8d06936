/** What the security log writes, in words: a kind that is not here does not compile. */
import { keysOf, type Text } from '../text.ts';

const word = (zh: string, en: string): Text => ({ zh, en });

export const EVENT_KINDS = {
  denied: word('越权被拒', 'Denied'),
  exported: word('导出数据', 'Exported'),
  reprinted: word('补打单据', 'Printed again'),
  overruled: word('越过限制', 'Overruled'),
  'secret-wrong': word('密码、PIN 或验证码不对', 'Wrong secret'),
  'signed-in-twice': word('两处同时登录', 'Signed in at two places'),
  'customer.reveal': word('查看完整资料', 'Personal data looked at'),
  'customer.list': word('导出客户名单', 'List of customers taken'),
  'customer.erase': word('删除个人资料', 'Personal data deleted'),
  'terminal-code-issued': word('发放终端登记码', 'Terminal code issued'),
  'terminal-code-wrong': word('终端登记码不对', 'Wrong terminal code'),
  'terminal-enrolled': word('登记终端', 'Terminal enrolled'),
  'terminal-refused': word('终端被拒', 'Terminal refused'),
  'sign-in': word('登录', 'Sign-in'),
  'sign-in-failed': word('登录失败', 'Failed sign-in'),
  'sign-out': word('退出', 'Sign-out'),
  lock: word('锁定屏幕', 'Screen locked'),
  unlock: word('解锁屏幕', 'Screen unlocked'),
  'choose-post': word('切换岗位', 'Post chosen'),
  'password-changed': word('修改密码', 'Password changed'),
  'pin-changed': word('修改 PIN', 'PIN changed'),
  'authenticator-started': word('开始启用验证器', 'Authenticator started'),
  'authenticator-enrolled': word('启用验证器', 'Authenticator enrolled'),
  'claim-code-issued': word('发放领取码', 'Code issued'),
  'person-proposed': word('提出新人员', 'Person proposed'),
  'person-approved': word('批准新人员', 'Person approved'),
  'person-refused': word('不批准新人员', 'Person refused'),
  'person-renamed': word('更正姓名', 'Name corrected'),
  'person-disabled': word('停用人员', 'Person disabled'),
  'post-proposed': word('指派岗位', 'Post proposed'),
  'post-approved': word('批准岗位', 'Post approved'),
  'post-refused': word('不批准岗位', 'Post refused'),
  'post-ended': word('免去岗位', 'Post ended'),
  'reset-proposed': word('申请重置密码', 'Reset proposed'),
  'reset-approved': word('批准重置密码', 'Reset approved'),
  'reset-refused': word('不批准重置密码', 'Reset refused'),
  'sessions-ended': word('结束他人登录', 'Sessions ended'),
  'own-sessions-ended': word('结束本人其他登录', 'Own sessions ended'),
  'single-operator-proposed': word('提出一人兼管变更', 'Single-operator change proposed'),
  'single-operator-approved': word('批准一人兼管变更', 'Single-operator change approved'),
  'single-operator-refused': word('不批准一人兼管变更', 'Single-operator change refused'),
} as const satisfies Record<string, Text>;

export type EventKind = keyof typeof EVENT_KINDS;
export const EVENT_KIND_KEYS = keysOf(EVENT_KINDS);
