import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closingADrawer, hold, local, type Office, openOffice } from '../../../../test/support/held-office.ts';
import { addMissedControl, type MissedControl } from '../ports.ts';

const missed: MissedControl[] = [];
addMissedControl(async (_tx, _actor, _clock, one) => void missed.push(one));

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  missed.length = 0;
});
afterEach(() => office.close());
afterAll(() => missed.splice(0));

const counts = async (table: string): Promise<number> =>
  Number(
    (await office.db.owner.query(`select count(*) from ${table} where site_id = $1`, [office.siteId])).rows[0].count,
  );

const states = async (dutyId: string): Promise<string[]> =>
  (await office.tasks(dutyId)).map((task) => `${task.due_on} ${task.state} ${task.with_post}`);

describe('open-tasks', () => {
  test('puts each post its duties of the day on the list, at the site time', async () => {
    await office.at('2026-03-04', '07:00');
    expect(await office.tasks('3.clerk.5')).toMatchObject([
      {
        post: 'vending-clerk',
        cadence: 'day',
        due_on: '2026-03-04',
        due_at: local('2026-03-04', '09:00'),
        state: 'due',
      },
    ]);
    expect(await office.tasks('2.clerk.5b')).toMatchObject([{ cadence: 'week', due_on: '2026-03-09' }]);
    // Month end is far, and a service station's duties are not this house's
    expect(await office.tasks('2.clerk.5c')).toEqual([]);
    expect(await office.tasks('4.settlement.6')).toEqual([]);
  });

  test('all posts owe 5S, each its own; the auditor, who writes nothing, has no task', async () => {
    await office.at('2026-03-04', '07:00');
    const posts = (await office.tasks('6.all.5s')).map((task) => task.post);
    expect(posts).toEqual(['cashier', 'vending-clerk', 'vending-supervisor', 'vending-technician']);
  });

  test('run again, changes nothing and writes no record', async () => {
    await office.at('2026-03-04', '07:00');
    const before = [await counts('duty_task'), await counts('chain_record')];
    await office.at('2026-03-04', '07:10');
    expect([await counts('duty_task'), await counts('chain_record')]).toEqual(before);
  });

  test('a post taken up after the time owes nothing before it', async () => {
    await hold(office, office.as('campus-director').actor.personId, 'campus-director', local('2026-03-04', '18:30'));
    await office.at('2026-03-04', '18:40');
    expect((await office.tasks('6.all.5s')).map((task) => task.post)).not.toContain('campus-director');
    await office.at('2026-03-05', '07:00');
    expect((await office.tasks('6.all.5s')).map((task) => task.post)).toContain('campus-director');
  });
});

describe('kept by work', () => {
  test('an operation done in the post ticks the duty, with its record as evidence', async () => {
    await office.at('2026-03-04', '07:00');
    office.clock.set(local('2026-03-04', '17:40'));
    await office.as('cashier').call(closingADrawer, {});
    await office.at('2026-03-04', '17:50');
    const [task] = await office.tasks('2.cashier.6');
    expect(task).toMatchObject({
      state: 'done',
      work_operation: 'tills.close-drawer',
      ended_by: office.as('cashier').actor.personId,
      note: null,
    });
    const { rows } = await office.db.app.query(
      'select operation from chain_record where site_id = $1 and seq = $2 and operation = $3',
      [office.siteId, task!.work_seq, 'tills.close-drawer'],
    );
    expect(rows).toHaveLength(1);
  });

  test('the same work in another post ticks nothing', async () => {
    await office.at('2026-03-04', '07:00');
    await office.as('vending-clerk').call(closingADrawer, {});
    await office.at('2026-03-04', '17:50');
    expect(await states('2.cashier.6')).toEqual(['2026-03-04 due cashier']);
  });

  test('the next day its work keeps the next day only', async () => {
    await office.at('2026-03-04', '07:00');
    await office.as('vending-clerk').call(closingADrawer, {});
    await office.at('2026-03-05', '07:00');
    await office.as('cashier').call(closingADrawer, {});
    await office.at('2026-03-05', '07:10');
    expect(await states('2.cashier.6')).toEqual(['2026-03-04 escalated vending-supervisor', '2026-03-05 done cashier']);
  });

  test('the month is not settled by one day', async () => {
    await office.at('2026-03-31', '07:00');
    await office.as('cashier').call(closingADrawer, {});
    await office.at('2026-03-31', '07:10');
    const tasks = await office.tasks('2.cashier.7');
    expect(tasks.map((task) => `${task.cadence} ${task.state}`).sort()).toEqual(['day done', 'month due']);
  });
});

describe('escalate', () => {
  test('overdue at its time, handed up when its day has passed, higher a day later', async () => {
    await hold(office, office.as('campus-director').actor.personId, 'campus-director');
    await office.at('2026-03-04', '07:00');
    await office.as('vending-clerk').call(closingADrawer, {});
    await office.at('2026-03-04', '18:00');
    expect(await states('2.cashier.6')).toEqual(['2026-03-04 overdue cashier']);
    await office.at('2026-03-05', '00:01');
    expect((await states('2.cashier.6'))[0]).toBe('2026-03-04 escalated vending-supervisor');
    await office.at('2026-03-05', '23:59');
    expect((await states('2.cashier.6'))[0]).toBe('2026-03-04 escalated vending-supervisor');
    await office.at('2026-03-06', '00:02');
    expect((await states('2.cashier.6'))[0]).toBe('2026-03-04 escalated campus-director');
  });

  test('a missed control is handed on once, with who holds the post; other duties are not', async () => {
    await office.at('2026-03-04', '07:00');
    await office.as('vending-clerk').call(closingADrawer, {});
    await office.at('2026-03-05', '00:10');
    await office.at('2026-03-05', '00:20');
    const [task] = await office.tasks('2.cashier.6');
    const own = missed.filter((one) => one.dutyId === '2.cashier.6');
    expect(own).toMatchObject([
      {
        taskId: task!.task_id,
        holders: [{ personId: office.as('cashier').actor.personId, post: 'cashier' }],
      },
    ]);
    expect(missed.map((one) => one.dutyId)).not.toContain('3.clerk.5');
    expect((await office.tasks('3.clerk.5'))[0]).toMatchObject({ state: 'escalated' });
  });

  test('a day on which nobody worked owes no daily duties', async () => {
    await office.at('2026-03-04', '07:00');
    await office.at('2026-03-05', '07:00');
    expect((await office.tasks('2.cashier.6'))[0]).toMatchObject({ state: 'excused', note: '当日本单位无人上岗' });
    expect(missed).toEqual([]);
  });

  test('work done just before the job runs still counts', async () => {
    await office.at('2026-03-04', '07:00');
    office.clock.set(local('2026-03-04', '23:58'));
    await office.as('cashier').call(closingADrawer, {});
    await office.at('2026-03-05', '00:05');
    expect((await states('2.cashier.6'))[0]).toBe('2026-03-04 done cashier');
  });
});
