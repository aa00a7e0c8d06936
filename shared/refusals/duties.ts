import { refusals } from './refusal.ts';

export const dutiesRefusals = refusals({
  'duty.other_post': {
    status: 403,
    text: {
      zh: '这项职责由{post}履行，您现在的岗位不能代办',
      en: 'This duty is kept by the post {post}, not by yours',
    },
    next: {
      zh: '未作更改。担任该岗位的，请先切换到该岗位。',
      en: 'Nothing was changed. If you hold that post, change to it first.',
    },
  },
  'duty.kept_by_work': {
    status: 409,
    text: {
      zh: '这项职责以实际办理为准，不能手工勾选：{work}',
      en: 'This duty is kept by doing it and cannot be ticked by hand: {work}',
    },
    next: {
      zh: '未作更改。办理后会自动勾选；逾期后才可说明情况。',
      en: 'Nothing was changed. It is ticked when the work is done; after its day has passed you can explain.',
    },
  },
  'duty.not_above': {
    status: 403,
    text: { zh: '免办须由{post}的上级岗位决定', en: 'Only a post above {post} can excuse it' },
    next: {
      zh: '未作更改。请向上级岗位说明情况。',
      en: 'Nothing was changed. Explain it to the post above.',
    },
  },
  'duty.own_post': {
    status: 403,
    text: { zh: '您本人也担任这个岗位，不能为自己免办', en: 'You hold this post yourself and cannot excuse it' },
    next: { zh: '未作更改。请由再上一级岗位决定。', en: 'Nothing was changed. The next post above decides.' },
  },
  'rule.not_for_post': {
    status: 403,
    text: { zh: '这份制度不要求您的岗位签阅', en: 'This rule is not for your post to sign' },
    next: { zh: '未作更改。可以阅读，无须签字。', en: 'Nothing was changed. You may read it; no signature is needed.' },
  },
  'rule.replaced': {
    status: 409,
    text: { zh: '这份制度已有新版，旧版不再签阅', en: 'There is a newer version of this rule' },
    next: { zh: '未作更改。请阅读新版后签字。', en: 'Nothing was changed. Read the new version and sign that.' },
  },
  'rule.signed_already': {
    status: 409,
    text: { zh: '您已签阅过这一版', en: 'You have signed this version already' },
    next: { zh: '无须重复签字。', en: 'It need not be signed again.' },
  },
});
