/** Words of terminals and devices that several of their screens say. */
import { DEVICE_TITLES, PURPOSE_SPECS } from '../../../shared/devices/words.ts';
import type { Text } from '../../../shared/text.ts';
import type { States } from '../../ui/state-tag.tsx';

const PURPOSES: States = Object.fromEntries(
  Object.entries(PURPOSE_SPECS).map(([purpose, { title }]) => [purpose, { title }]),
);

export const TERMINAL_STATES_SHOWN: States = {
  ...PURPOSES,
  invited: { title: { zh: '待登记', en: 'Waits for its agent' }, tone: 'soon' },
  enrolled: { title: { zh: '已登记', en: 'Enrolled' }, tone: 'right' },
  closed: { title: { zh: '已停用', en: 'Closed' } },
};

export const CHECK_RESULTS_SHOWN: States = {
  fit: { title: { zh: '正常', en: 'Fit for work' }, tone: 'right' },
  unfit: { title: { zh: '有问题', en: 'Not as it should be' }, tone: 'wrong' },
  offline: { title: { zh: '未连接', en: 'Not connected' }, tone: 'wrong' },
};

export const DEVICE_STATES_SHOWN: States = {
  ready: { title: { zh: '就绪', en: 'Ready' }, tone: 'right' },
  missing: { title: { zh: '未找到', en: 'Not there' }, tone: 'wrong' },
  fault: { title: { zh: '故障', en: 'Fault' }, tone: 'wrong' },
  'paper-out': { title: { zh: '缺纸', en: 'Out of paper' }, tone: 'soon' },
  unknown: { title: { zh: '不报状态', en: 'Does not say' } },
};

export const D = {
  ...DEVICE_TITLES,
  connected: { zh: '已连接', en: 'Connected' },
  notConnected: { zh: '未连接', en: 'Not connected' },
  virtual: { zh: '虚拟设备', en: 'Virtual devices' },
  local: { zh: '服务器本机', en: 'The server’s own machine' },
  devices: { zh: '设备', en: 'Devices' },
  noDevices: { zh: '柜台程序还没有报告任何设备。', en: 'The agent has reported no device yet.' },
  notNeeded: { zh: '非必备', en: 'Not required' },
  cardLies: { zh: '读卡器上有卡', en: 'A card lies on the reader' },
  required: { zh: '只限终端收款：已开启', en: 'Money at terminals only: on' },
  free: { zh: '只限终端收款：未开启', en: 'Money at terminals only: off' },
} as const satisfies Record<string, Text>;
