import { refusals } from './refusal.ts';

export const casesRefusals = refusals({
  'case.party': {
    status: 403,
    text: { zh: '您是这件事的当事人，不能由您结案', en: 'You are a party to this case and cannot close it' },
    next: {
      zh: '未作更改。由双方的上级岗位查明后结案。',
      en: 'Nothing was changed. A post above both parties looks into it and closes it.',
    },
  },
  'case.not_above': {
    status: 403,
    text: { zh: '结案须由{owner}或其上级岗位办理', en: 'It is closed by the post {owner} or a post above it' },
    next: { zh: '未作更改。您可以补充情况说明。', en: 'Nothing was changed. You can add a note.' },
  },
  'incident.technician_only': {
    status: 403,
    text: { zh: '系统异常只能由技术员处理', en: 'An incident is resolved by a technician only' },
    next: {
      zh: '未作更改。不要自行处理，您可以补充情况说明。',
      en: 'Nothing was changed. Do not touch it; you can add a note.',
    },
  },
  'tip.too_many': {
    status: 429,
    text: { zh: '一小时内收到的举报太多', en: 'Too many tips came in this hour' },
    next: {
      zh: '没有提交。请过一小时再试，您写的内容还在页面上。',
      en: 'Nothing was left. Try again in an hour; what you wrote is still on the page.',
    },
  },
  'tip.no_house': {
    status: 409,
    text: { zh: '这里没有可以接收举报的单位', en: 'There is no house here that takes tips' },
    next: {
      zh: '没有提交。请改用单位公布的其他渠道。',
      en: 'Nothing was left. Use another way that the house has told of.',
    },
  },
  'tip.code_wrong': {
    status: 403,
    text: { zh: '没有这个查询码', en: 'There is no such code' },
    next: {
      zh: '请核对提交时显示的十六位查询码；遗失的查询码无法找回，可以重新提交。',
      en: 'Check the sixteen letters shown when it was left. A lost code cannot be found again; leave another tip.',
    },
  },
  'tip.closed': {
    status: 409,
    text: { zh: '这件举报已经办结', en: 'This tip is closed' },
    next: { zh: '补充没有提交。有新情况请另行提交。', en: 'Nothing was added. Leave another tip for what is new.' },
  },
});
