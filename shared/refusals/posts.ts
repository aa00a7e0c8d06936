import { refusals } from './refusal.ts';

/** People, posts, sign-in, sessions and signatures. */
export const postsRefusals = refusals({
  'session.none': {
    status: 401,
    text: { zh: '尚未登录', en: 'Nobody is signed in' },
    next: {
      zh: '未作任何更改。请先登录，已填内容保留在页面上。',
      en: 'Nothing was changed. Sign in first; what you typed stays on the page.',
    },
  },
  'session.ended': {
    status: 401,
    text: {
      zh: '登录已结束（闲置过久、满12小时或被管理员结束）',
      en: 'The session has ended (idle too long, 12 hours reached, or ended by an administrator)',
    },
    next: { zh: '未作任何更改。请重新登录后再提交。', en: 'Nothing was changed. Sign in again, then submit.' },
  },
  'session.locked': {
    status: 403,
    text: { zh: '屏幕已锁定', en: 'The screen is locked' },
    next: {
      zh: '未作任何更改。请用PIN或密码解锁后再提交。',
      en: 'Nothing was changed. Unlock with your PIN or password, then submit.',
    },
  },
  'post.not_allowed': {
    status: 403,
    text: { zh: '岗位“{post}”不能办理此项（{act}）', en: 'The post "{post}" may not do this ({act})' },
    next: {
      zh: '未作任何更改，已记入安全日志。请切换到有权的岗位，或请有权的人办理。',
      en: 'Nothing was changed; the attempt is on the security log. Switch to a post that may, or ask its holder.',
    },
  },
  'post.not_held': {
    status: 403,
    text: { zh: '该人员不担任此岗位', en: 'This person does not hold this post' },
    next: {
      zh: '未作任何更改。请从本人的岗位中选择。',
      en: "Nothing was changed. Choose one of the person's own posts.",
    },
  },
  'sign_in.failed': {
    status: 401,
    text: { zh: '登录名、密码或动态码不正确', en: 'Login, password or authenticator code is not right' },
    next: {
      zh: '请核对后再试；忘记密码请联系系统管理员重置。',
      en: 'Check and try again; if forgotten, ask the system administrator for a reset.',
    },
  },
  'sign_in.wait': {
    status: 429,
    text: { zh: '尝试次数过多，请等候 {seconds} 秒', en: 'Too many attempts; wait {seconds} seconds' },
    next: { zh: '账号没有被停用，等候后可再试。', en: 'The account is not blocked; try again after waiting.' },
  },
  'sign_in.totp_needed': {
    status: 401,
    text: { zh: '还需要动态码', en: 'The authenticator code is needed too' },
    next: { zh: '请输入手机验证器上的六位数字。', en: 'Enter the six figures your authenticator shows.' },
  },
  'totp_code.used': {
    status: 409,
    text: { zh: '这个动态码已经用过', en: 'This authenticator code was used already' },
    next: {
      zh: '未作任何更改。请等验证器显示下一个码（最多30秒）再输入。',
      en: 'Nothing was changed. Wait for the next code (30 seconds at most) and enter that.',
    },
  },
  'house.not_set_up': {
    status: 409,
    text: { zh: '本系统尚未完成设置', en: 'This house is not set up yet' },
    next: {
      zh: '请先用一次性设置令牌完成设置，并由第二位创建人确认。',
      en: 'Finish the set-up with the one-time token and have the second founder confirm it.',
    },
  },
  'demo.not_here': {
    status: 404,
    text: { zh: '本系统不是演示系统', en: 'This is not a demo house' },
    next: { zh: '请用登录名和密码登录。', en: 'Sign in with login and password.' },
  },
  'demo.wrong_token': {
    status: 403,
    text: { zh: '演示令牌不正确', en: 'The demo token is not right' },
    next: { zh: '请使用本次启动时控制台上打印的地址。', en: 'Use the address that the console printed at this start.' },
  },
  'demo.nobody_holds': {
    status: 409,
    text: { zh: '演示单位中没有人担任此岗位', en: 'Nobody in the demo house holds this post' },
    next: { zh: '请选择其他岗位。', en: 'Choose another post.' },
  },
  'signature.needed': {
    status: 422,
    text: { zh: '此项需要签字', en: 'This act needs a signature' },
    next: {
      zh: '未作任何更改。请有权的人本人签字后再提交。',
      en: 'Nothing was changed. Have the right person sign, then submit.',
    },
  },
  'signature.wrong': {
    status: 422,
    text: {
      zh: '签字未通过：登录名、PIN或动态码不正确',
      en: 'Not signed: login, PIN or authenticator code is not right',
    },
    next: { zh: '未作任何更改。请核对后再签。', en: 'Nothing was changed. Check and sign again.' },
  },
  'signature.wait': {
    status: 429,
    text: { zh: '签字尝试次数过多，请等候 {seconds} 秒', en: 'Too many attempts to sign; wait {seconds} seconds' },
    next: {
      zh: '未作任何更改。等候后可再签，账号没有被停用。',
      en: 'Nothing was changed. Sign after waiting; the account is not blocked.',
    },
  },
  'signature.totp_missing': {
    status: 422,
    text: { zh: '签字人尚未启用动态码验证器', en: 'The signer has not enrolled an authenticator' },
    next: {
      zh: '未作任何更改。请先在“我的账号”中启用验证器。',
      en: 'Nothing was changed. Enrol an authenticator under "My account" first.',
    },
  },
  'signature.secret_missing': {
    status: 400,
    text: { zh: '请输入PIN或动态码（二者之一）', en: 'Enter the PIN or the authenticator code, one of the two' },
    next: { zh: '未作任何更改。', en: 'Nothing was changed.' },
  },
  'signature.act_unknown': {
    status: 400,
    text: { zh: '没有名为 {act} 的办理事项', en: 'There is no act named {act}' },
    next: { zh: '未作任何更改。请刷新页面后重试。', en: 'Nothing was changed. Reload the page and try again.' },
  },
  'signature.content': {
    status: 422,
    text: { zh: '签字的内容与提交的内容不一致', en: 'What was signed is not what was submitted' },
    next: { zh: '未作任何更改。内容改动后须重新签字。', en: 'Nothing was changed. After any change, sign again.' },
  },
  'signature.used': {
    status: 409,
    text: { zh: '这个签字已经用过', en: 'This signature was used already' },
    next: { zh: '本次未作更改。请重新签字。', en: 'Nothing was changed now. Sign again.' },
  },
  'signature.expired': {
    status: 409,
    text: { zh: '签字已超过2分钟', en: 'The signature is older than two minutes' },
    next: { zh: '未作任何更改。请重新签字后马上提交。', en: 'Nothing was changed. Sign again and submit at once.' },
  },
  'person.must_differ': {
    status: 403,
    text: { zh: '不相容岗位：{pair} 不得为同一人', en: 'Never one person: {pair}' },
    next: {
      zh: '未作任何更改，已记入安全日志。请由另一人办理。',
      en: 'Nothing was changed; the attempt is on the security log. Another person must do it.',
    },
  },
  'person.not_alone': {
    status: 403,
    text: {
      zh: '这件事不能由一个人完成：提出人、审批人与本人须是不同的人',
      en: 'No one does this alone: proposer, approver and the person concerned must differ',
    },
    next: {
      zh: '未作任何更改，已记入安全日志。请由另一位有审批权的人办理。',
      en: 'Nothing was changed; the attempt is on the security log. Another person with the right to approve must do it.',
    },
  },
  'set_up.wrong_token': {
    status: 403,
    text: { zh: '设置令牌不正确或已超过60分钟', en: 'The set-up token is not right or is older than 60 minutes' },
    next: {
      zh: '未作任何更改。请使用控制台最近一次打印的地址；过期后重新启动会打印新的。',
      en: 'Nothing was changed. Use the address the console printed last; after it has expired, a restart prints a new one.',
    },
  },
  'set_up.done': {
    status: 409,
    text: { zh: '本单位已经设置过', en: 'This house is set up already' },
    next: {
      zh: '未作任何更改。请直接登录；人员与岗位在“人员与岗位”中变更。',
      en: 'Nothing was changed. Sign in; people and posts are changed under "People and posts".',
    },
  },
  'set_up.staffing': {
    status: 422,
    text: { zh: '人员与岗位有 {count} 处不符合规定', en: 'People and posts break the rules in {count} places' },
    next: {
      zh: '未作任何更改。请按页面上的提示调整后再提交。',
      en: 'Nothing was changed. Adjust them as the page shows and submit again.',
    },
  },
  'set_up.not_second_founder': {
    status: 403,
    text: { zh: '只有第二位创建人能确认设置', en: 'Only the second founder can confirm the set-up' },
    next: {
      zh: '未作任何更改。请由第二位创建人用本人账号登录后确认。',
      en: 'Nothing was changed. The second founder signs in with the own account and confirms.',
    },
  },
  'set_up.document_changed': {
    status: 409,
    text: { zh: '确认的内容与创建文件不一致', en: 'What was confirmed is not the founding document' },
    next: {
      zh: '未作任何更改。请刷新页面，重新核对后再签字。',
      en: 'Nothing was changed. Reload the page, read it again and then sign.',
    },
  },
  'claim_code.wrong': {
    status: 422,
    text: { zh: '领取码不正确、已用过或已过期', en: 'The one-time code is not right, was used, or has expired' },
    next: {
      zh: '未作任何更改。请核对后再输入；过期请向审批人索取新的领取码。',
      en: 'Nothing was changed. Check it and enter it again; if it has expired, ask your approver for a new one.',
    },
  },
  'password.too_easy': {
    status: 422,
    text: { zh: '这个密码太容易被猜到', en: 'This password is too easy to guess' },
    next: {
      zh: '未作任何更改。请换一个，几个不相干的词连在一起就很好。',
      en: 'Nothing was changed. Choose another; a few unrelated words in a row are good.',
    },
  },
  'pin.too_easy': {
    status: 422,
    text: { zh: '这个PIN太容易被猜到', en: 'This PIN is too easy to guess' },
    next: {
      zh: '未作任何更改。请不要用连号、重复数字或登录名。',
      en: 'Nothing was changed. Use no sequence, no repeated figures and not your login.',
    },
  },
  'login.taken': {
    status: 409,
    text: {
      zh: '登录名“{login}”已被使用（包括已离岗人员）',
      en: 'The login "{login}" is in use or was used by somebody who has left',
    },
    next: { zh: '未作任何更改。请换一个登录名。', en: 'Nothing was changed. Choose another login.' },
  },
  'post.of_no_pack': {
    status: 422,
    text: { zh: '本单位未启用岗位“{post}”所属的业务', en: 'The post "{post}" belongs to no business this house runs' },
    next: {
      zh: '未作任何更改。请从本单位的岗位中选择。',
      en: 'Nothing was changed. Choose one of the posts of this house.',
    },
  },
  'post.held_already': {
    status: 409,
    text: { zh: '该人员已担任或已被提名此岗位', en: 'The person holds this post or is proposed for it already' },
    next: { zh: '未作任何更改。请刷新查看。', en: 'Nothing was changed. Reload and look.' },
  },
  'person.not_active': {
    status: 409,
    text: { zh: '该人员不在岗或尚未批准', en: 'The person has left or is not approved yet' },
    next: {
      zh: '未作任何更改。请先批准该人员，或选择在岗人员。',
      en: 'Nothing was changed. Approve the person first, or choose somebody active.',
    },
  },
  'reset.open_already': {
    status: 409,
    text: { zh: '该人员已有一个待批准的重置申请', en: 'A reset for this person waits for approval already' },
    next: { zh: '未作任何更改。请先处理原来的申请。', en: 'Nothing was changed. Deal with the first one.' },
  },
  'single_operator.open_already': {
    status: 409,
    text: { zh: '已有一个待批准的一人兼管申请', en: 'A change of the single-operator mode waits for approval already' },
    next: { zh: '未作任何更改。请先处理原来的申请。', en: 'Nothing was changed. Deal with the first one.' },
  },
  'single_operator.already_so': {
    status: 409,
    text: { zh: '一人兼管模式已是所申请的状态', en: 'The single-operator mode is as wanted already' },
    next: { zh: '未作任何更改。无须申请。', en: 'Nothing was changed. There is nothing to propose.' },
  },
  'single_operator.held_by_one': {
    status: 409,
    text: {
      zh: '{name} 同时担任售电员与收费员，不能停用一人兼管模式',
      en: '{name} holds both clerk and cashier; the mode cannot be switched off',
    },
    next: { zh: '未作任何更改。请先免去其中一个岗位。', en: 'Nothing was changed. End one of the two posts first.' },
  },
  'claim_code.claimed': {
    status: 409,
    text: { zh: '该人员已领取账号', en: 'The person has claimed the account already' },
    next: {
      zh: '未作任何更改。忘记密码请走“申请重置密码”。',
      en: 'Nothing was changed. If the password is forgotten, propose a reset.',
    },
  },
  'totp_code.not_started': {
    status: 409,
    text: { zh: '尚未开始启用验证器', en: 'No enrolment has been started' },
    next: { zh: '未作任何更改。请先点“启用验证器”。', en: 'Nothing was changed. Start the enrolment first.' },
  },
});
