/** Names of the facts in the security log. */
import type { Text } from '../../../shared/text.ts';

const word = (zh: string, en: string): Text => ({ zh, en });

export const EVENT_FACTS: Readonly<Record<string, Text>> = {
  operation: word('事项', 'act'),
  refusal: word('拒绝原因', 'refusal'),
  post: word('岗位', 'post'),
  posts: word('岗位', 'posts'),
  person: word('对象', 'whom'),
  pair: word('不相容', 'pair'),
  login: word('登录名', 'login'),
  before: word('原姓名', 'name before'),
  name: word('姓名', 'name'),
  reason: word('原因', 'reason'),
  state: word('状态', 'state'),
  by: word('方式', 'by'),
  wanted: word('启用', 'on'),
  endedSessions: word('结束登录数', 'sessions ended'),
  act: word('事项', 'act'),
};

/** Values that are words of the system. */
export const EVENT_VALUES: Readonly<Record<string, Text>> = {
  password: word('密码', 'password'),
  pin: word('PIN', 'PIN'),
  totp: word('验证器', 'authenticator'),
  claim: word('领取账号', 'claim'),
  demo: word('演示', 'demo'),
  proposed: word('待批准', 'proposed'),
  active: word('已生效', 'active'),
};
