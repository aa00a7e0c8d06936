import { refusals } from './refusal.ts';

export const upkeepRefusals = refusals({
  'upkeep.other_post': {
    status: 403,
    text: { zh: '这是{post}的维护事项', en: 'This upkeep belongs to the post {post}' },
    next: { zh: '未作记录。请由该岗位的人员记录。', en: 'Nothing was recorded. Somebody of that post enters it.' },
  },
  'upkeep.note_needed': {
    status: 422,
    text: { zh: '发现损坏或未做时须写明情况', en: 'What is damaged or was not done needs words' },
    next: {
      zh: '未作记录。请在说明里写清看到了什么，或没有做的原因。',
      en: 'Nothing was recorded. Say in the note what is seen, or why it was not done.',
    },
  },
  'upkeep.plan_taken': {
    status: 409,
    text: { zh: '常用计划的各项都已在计划里', en: 'Every item of the usual plan is in the plan already' },
    next: { zh: '未作更改。', en: 'Nothing was changed.' },
  },
  'upkeep.which_needed': {
    status: 422,
    text: { zh: '报修表计或购电卡须写明编号', en: 'A meter or card is reported with its number' },
    next: { zh: '未报修。请填写表号或卡号。', en: 'It was not reported. Enter the number of the meter or card.' },
  },
  'upkeep.incident_unfit': {
    status: 409,
    text: { zh: '异常 {number} 已结案，不能再挂报修', en: 'Incident {number} is closed and takes no repair' },
    next: {
      zh: '未报修。不选异常直接报修，系统另立一件。',
      en: 'It was not reported. Report it without an incident; a new one is opened.',
    },
  },
  'upkeep.incident_taken': {
    status: 409,
    text: { zh: '这件异常已有报修单 {number}', en: 'This incident has the repair {number} already' },
    next: {
      zh: '未重复报修。可在该异常里补充说明。',
      en: 'It was not reported twice. Add a note to the incident.',
    },
  },
  'upkeep.not_reporter': {
    status: 403,
    text: { zh: '撤销由报修人本人或技术员办理', en: 'A report is cancelled by who made it, or by the technician' },
    next: { zh: '报修单未变。', en: 'The repair is as it was.' },
  },
  'upkeep.not_user': {
    status: 403,
    text: {
      zh: '验收由报修人、同岗位人员或其上级办理',
      en: 'It is accepted by who reported it, by the same post, or by a post above',
    },
    next: { zh: '报修单未变，仍待验收。', en: 'The repair is as it was and waits for acceptance.' },
  },
  'upkeep.not_in_hand': {
    status: 409,
    text: { zh: '报修单不在维修中，不能记料工费', en: 'The repair is not in hand, so it takes no cost' },
    next: {
      zh: '未记录。接修后、验收前才能记。',
      en: 'Nothing was entered. Enter cost between taking and acceptance.',
    },
  },
  'upkeep.line_struck': {
    status: 409,
    text: { zh: '这一行已冲销', en: 'This line was struck already' },
    next: { zh: '未作更改，费用合计未变。', en: 'Nothing was changed; the total cost is as it was.' },
  },
  'incident.repair_open': {
    status: 409,
    text: { zh: '这件异常的报修单 {number} 还没修好', en: 'The repair {number} of this incident is not done yet' },
    next: {
      zh: '异常未结。修好后在报修单上办理，异常随之结案；误报的先撤销报修单。',
      en: 'The incident stays open. Finish the repair, and the incident ends with it; cancel the repair if it was reported by mistake.',
    },
  },
});
