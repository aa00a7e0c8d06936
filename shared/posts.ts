/**
 * The posts (岗位) of both packs and whom each reports to. Escalation of cases, incidents and overdue duties walks
 * `reportsTo` upwards. What a post may do is not written here: every contract names the posts that may call it.
 */
import type { Text } from './text.ts';

export type Pack = 'vending' | 'service';

interface PostSpec {
  readonly title: Text;
  readonly packs: readonly Pack[];
  readonly reportsTo: string | null;
}

const post = (zh: string, en: string, pack: Pack | 'both', reportsTo: string | null): PostSpec => ({
  title: { zh, en },
  packs: pack === 'both' ? ['vending', 'service'] : [pack],
  reportsTo,
});

export const POSTS = {
  'vending-clerk': post('售电员', 'Vending clerk', 'vending', 'vending-supervisor'),
  cashier: post('收费员', 'Cashier', 'vending', 'vending-supervisor'),
  'funds-administrator': post('经费管理员', 'Funds administrator', 'vending', 'centre-leader'),
  'vending-supervisor': post('售电主管', 'Vending supervisor', 'vending', 'campus-director'),
  'price-approver': post('价格审批人', 'Price approver', 'both', 'general-manager'),
  'vending-technician': post('售电技术员', 'Vending technician', 'vending', 'vending-supervisor'),
  'service-manager': post('服务经理', 'Service manager', 'service', 'general-manager'),
  'front-desk-supervisor': post('前台主管', 'Front desk supervisor', 'service', 'service-manager'),
  'service-advisor': post('服务顾问', 'Service advisor', 'service', 'front-desk-supervisor'),
  'info-clerk': post('信息员', 'Information clerk', 'service', 'service-manager'),
  'data-analyst': post('数据分析员', 'Data analyst', 'service', 'service-manager'),
  'settlement-cashier': post('结算员', 'Settlement cashier', 'service', 'service-manager'),
  'claims-clerk': post('索赔员', 'Claims clerk', 'service', 'service-manager'),
  'care-manager': post('客户关系经理', 'Customer relations manager', 'service', 'service-manager'),
  'care-specialist': post('客服专员', 'Customer care specialist', 'service', 'care-manager'),
  'workshop-supervisor': post('车间主管', 'Workshop supervisor', 'service', 'service-manager'),
  'team-leader': post('维修班组长', 'Team leader', 'service', 'workshop-supervisor'),
  mechanic: post('机电技师', 'Mechanic', 'service', 'team-leader'),
  'body-technician': post('钣金技师', 'Body technician', 'service', 'team-leader'),
  painter: post('油漆技师', 'Painter', 'service', 'team-leader'),
  'quality-inspector': post('质量检验员', 'Quality inspector', 'service', 'technical-director'),
  'test-driver': post('试车员', 'Test driver', 'service', 'workshop-supervisor'),
  'pdi-inspector': post('PDI检查员', 'PDI inspector', 'service', 'workshop-supervisor'),
  'rescue-crew': post('抢修人员', 'Rescue crew', 'service', 'workshop-supervisor'),
  'technical-director': post('技术总监', 'Technical director', 'service', 'service-manager'),
  'technical-advisor': post('技术顾问', 'Technical advisor', 'service', 'technical-director'),
  trainer: post('内训师', 'Trainer', 'both', 'general-manager'),
  'parts-manager': post('配件主管', 'Parts manager', 'service', 'service-manager'),
  'parts-planner': post('配件计划员', 'Parts planner', 'service', 'parts-manager'),
  'parts-keeper': post('配件管理员', 'Parts keeper', 'service', 'parts-manager'),
  'equipment-keeper': post('工具设备管理员', 'Equipment keeper', 'both', 'general-manager'),
  finance: post('财务', 'Finance', 'both', 'general-manager'),
  auditor: post('审计员', 'Auditor', 'both', 'general-manager'),
  'system-administrator': post('系统管理员', 'System administrator', 'both', 'general-manager'),
  'campus-director': post('校区主任', 'Campus director', 'vending', 'centre-leader'),
  'centre-leader': post('中心领导', 'Centre leader', 'vending', 'general-manager'),
  'general-manager': post('总经理', 'General manager', 'both', null),
} as const satisfies Record<string, PostSpec>;

export type PostKey = keyof typeof POSTS;

export const POST_KEYS = Object.keys(POSTS) as PostKey[];

export const isPost = (key: string): key is PostKey => Object.hasOwn(POSTS, key);

/** What is no post, such as the system's, is named by its key. */
export const titleOfPost = (key: string): Text => (isPost(key) ? POSTS[key].title : { zh: key, en: key });

/** Posts above `key`, nearest first. */
export function postsAbove(key: PostKey): PostKey[] {
  const line: PostKey[] = [];
  for (let up = POSTS[key].reportsTo; up !== null; up = POSTS[up as PostKey].reportsTo) line.push(up as PostKey);
  return line;
}
