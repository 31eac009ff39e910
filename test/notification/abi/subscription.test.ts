import { describe, expect, test } from '@jest/globals';
import { findKernels, SUBSCRIBE_KERNELS } from '../../../src/notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS, subscribe, subscribeAdvice } from '../../../src/notification/abi/subscription.js';
import { SUBSCRIPTION_MEMBER } from '../../../src/notification/notification.js';

const ones = (length: number): Uint8Array => new Uint8Array(length).fill(1);
const result = (length: number, kernel: string): string => subscribe(ones(length), length, findKernels(kernel)[0]!).result;

test('the members are those of the vocabulary', () => {
  for (const { name, type } of LINUX_MEMBERS) if (type !== undefined) expect(SUBSCRIPTION_MEMBER[type]).toBe(name);
  expect(LINUX_MEMBERS.filter(({ type }) => type !== undefined).length).toBe(Object.keys(SUBSCRIPTION_MEMBER).length);
});

describe('which lengths which kernel takes', () => {
  const lengths = [8, 9, 10, 11, 13, 14];
  test.each([
    ['2.6.18', [8], [9, 10, 11, 13, 14]],
    ['2.6.18-194.el5', [8], [1, 7, 9, 14]],
    ['2.6.12', [8], [6, 9]],
    ['2.6.21', [8], [7, 9, 10]],
    ['2.6.24', [8], [7, 9, 10]],
    ['2.6.25', [6, 8, 9], [10, 14]],
    ['2.6.32', [8, 9], [10, 14]],
    ['3.0', [8, 9], [10, 14]],
    ['3.1', [8, 9, 10], [11, 14]],
    ['2.6.32-71.el6', [8, 9], [10, 11, 13, 14]],
    ['2.6.32-358.el6', [8, 9, 10], [11, 13, 14]],
    ['3.10.0-1160.el7', [8, 9, 10], [11, 13, 14]],
    ['4.4', [8, 9, 10], [11, 13, 14]],
    ['4.11', [8, 9, 10, 11], [13, 14]],
    ['4.15.0', [8, 9, 10, 11, 13], [14]],
    ['4.18.0-305.el8', lengths, [15]],
    ['5.4', [8, 9, 10, 11, 13], [14]],
    ['linux@6.1', lengths, [18]],
    ['freebsd@14', [11, 13, 14], [8, 9, 10]],
    ['usrsctp', [11, 14], [8, 10]],
  ])('%s', (kernel, taken, refused) => {
    for (const length of taken) expect([length, result(length, kernel)]).toEqual([length, 'success']);
    for (const length of refused) expect([length, result(length, kernel)]).toEqual([length, 'EINVAL']);
  });

  test('8 bytes work on every Linux kernel', () => {
    for (const kernel of SUBSCRIBE_KERNELS.filter(({ example }) => example !== 'freebsd')) {
      expect(subscribe(ones(8), 8, kernel).result).toBe('success');
    }
  });

  test('a kernel nobody has heard of', () => {
    expect(findKernels('plan9')).toEqual([]);
  });
});

test('what ends up subscribed: bytes that are not zero, as far as both sides reach', () => {
  const kernel = findKernels('6.1')[0]!;
  const { on, untouched } = subscribe(Uint8Array.of(1, 1, 0, 0, 0, 1), 6, kernel);
  expect(on.map(({ name }) => name)).toEqual(['sctp_data_io_event', 'sctp_association_event', 'sctp_shutdown_event']);
  expect(untouched.length).toBe(8);
});

test('refused: nothing is subscribed', () => {
  const outcome = subscribe(ones(9), 9, findKernels('2.6.18')[0]!);
  expect(outcome).toMatchObject({
    result: 'EINVAL',
    on: [],
    why: 'its struct has 8 bytes, 9 are more, and are refused',
  });
});

test('FreeBSD ignores what its struct has no room for', () => {
  const outcome = subscribe(ones(14), 14, findKernels('freebsd')[0]!);
  expect(outcome).toMatchObject({ result: 'success', ignored: 3 });
  expect(outcome.on.map(({ type }) => type)).not.toContain('SCTP_SEND_FAILED_EVENT');
});

test('the eighth member had another spelling once', () => {
  expect(subscribe(ones(8), 8, findKernels('2.6.18')[0]!).on.at(-1)).toEqual({
    name: 'sctp_adaption_layer_event',
    type: 'SCTP_ADAPTATION_INDICATION',
  });
});

describe('advice', () => {
  test('newer headers on an older kernel', () => {
    const advice = subscribeAdvice(ones(14), 14);
    expect(advice[0]).toMatch(/built with headers whose struct has 14 bytes, it fails on .*RHEL 5 \(2\.6\.18\).*Linux 5\.0 to 5\.4/);
    expect(advice[1]).toMatch(/the last member used is sctp_send_failure_event_event: pass 14/);
  });

  test('what the kernel that is asked about does not have', () => {
    const [, pass] = subscribeAdvice(ones(9), 9, findKernels('2.6.18'));
    expect(pass).toBe('there is no sctp_authentication_event there: pass 8, which every Linux kernel takes, without the members behind');
  });

  test('of the kernels that are asked about alone', () => {
    expect(subscribeAdvice(ones(8), 8, findKernels('2.6.18'))).toEqual([]);
    expect(subscribeAdvice(ones(14), 14, findKernels('3.10'))[0]).toContain('is smaller (Linux 3.1 to 4.10, RHEL 7 (3.10)): nothing');
  });

  test('where less is refused, kernels of one size are told together', () => {
    const advice = subscribeAdvice(ones(6), 6);
    expect(advice[0]).toBe('less than 8 bytes are refused by RHEL 5 (2.6.18); Linux up to 2.6.19; Linux 2.6.20 to 2.6.24: pass 8 there');
    expect(advice[1]).toMatch(/^less than 11 bytes/);
  });

  test('only early members used: 8 is enough', () => {
    expect(subscribeAdvice(Uint8Array.of(1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), 14)[1]).toMatch(/^pass 8 as the length/);
  });
});

test('8 bytes fail on FreeBSD alone, and that is what the advice says', () => {
  expect(subscribeAdvice(ones(8), 8)[0]).toBe('less than 11 bytes are refused by FreeBSD and usrsctp: pass 11 there');
});
