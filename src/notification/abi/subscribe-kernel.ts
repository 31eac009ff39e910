/** Which kernel has which sctp_event_subscribe, and what it does with other lengths (subscription.ts applies it). */

/** What a kernel does with an optlen that is not its sizeof(struct sctp_event_subscribe). */
export type LengthRule = 'accepted' | 'EINVAL';

/** A span of kernels that answer alike. */
export interface SubscribeKernel {
  /** 'Linux 2.6.25 to 3.0'. */
  title: string;
  /** How --kernel names one of them: '2.6.18', '3.10', 'freebsd'. */
  example: string;
  /** Members, and so bytes, of its struct. */
  size: number;
  shorter: LengthRule;
  longer: LengthRule;
  /** Where the distribution departs from the release it is named for, or the fact is not from its source. */
  remark?: string;
  /** What its eighth member is called, where not sctp_adaptation_layer_event. */
  member8?: string;
}

const ADAPTION = 'sctp_adaption_layer_event';

/**
 * In the order of their age, distributions' kernels after the release they are named for. The exact compare and the ninth member went and came with one commit
 * of Linux 2.6.25 (7e8616d8e773).
 */
export const SUBSCRIBE_KERNELS: readonly SubscribeKernel[] = [
  {
    title: 'RHEL 5 (2.6.18)',
    example: '2.6.18',
    size: 8,
    shorter: 'EINVAL',
    longer: 'EINVAL',
    member8: ADAPTION,
    remark: 'takes exactly 8; the last member is spelt sctp_adaption_layer_event there',
  },
  {
    title: 'Linux up to 2.6.19',
    example: '2.6.19',
    size: 8,
    shorter: 'EINVAL',
    longer: 'EINVAL',
    member8: ADAPTION,
    remark: 'takes exactly 8',
  },
  { title: 'Linux 2.6.20 to 2.6.24', example: '2.6.24', size: 8, shorter: 'EINVAL', longer: 'EINVAL', remark: 'takes exactly 8' },
  {
    title: 'early RHEL 6 (2.6.32-71)',
    example: '2.6.32-71',
    size: 9,
    shorter: 'accepted',
    longer: 'EINVAL',
    remark: 'takes fewer but not more; ends in sctp_adaptation_layer_event and sctp_authentication_event',
  },
  {
    title: 'RHEL 6.4 and later (2.6.32-358)',
    example: '2.6.32-358',
    size: 10,
    shorter: 'accepted',
    longer: 'EINVAL',
    remark: 'sctp_sender_dry_event backported; between 6.0 and 6.4 it may be 9 or 10',
  },
  { title: 'Linux 2.6.25 to 3.0', example: '2.6.32', size: 9, shorter: 'accepted', longer: 'EINVAL' },
  { title: 'Linux 3.1 to 4.10, RHEL 7 (3.10)', example: '3.10', size: 10, shorter: 'accepted', longer: 'EINVAL' },
  { title: 'Linux 4.11', example: '4.11', size: 11, shorter: 'accepted', longer: 'EINVAL' },
  { title: 'Linux 4.12 to 4.20', example: '4.12', size: 13, shorter: 'accepted', longer: 'EINVAL' },
  {
    title: 'RHEL 8 (4.18)',
    example: '4.18.0-el8',
    size: 14,
    shorter: 'accepted',
    longer: 'EINVAL',
    remark: 'its 14 bytes are reported by users, not read in its source',
  },
  { title: 'Linux 5.0 to 5.4', example: '5.4', size: 13, shorter: 'accepted', longer: 'EINVAL' },
  { title: 'Linux 5.5 and later, RHEL 9 and 10', example: '6.1', size: 14, shorter: 'accepted', longer: 'EINVAL' },
  { title: 'FreeBSD and usrsctp', example: 'freebsd', size: 11, shorter: 'EINVAL', longer: 'accepted' },
];

/** The kernels a name fits: '2.6.18', '2.6.32-358.el6', '4.18.0-305.el8', 'rhel6', 'freebsd', 'usrsctp@0.9.5', 'linux@6.1'; empty where none does. */
export function findKernels(name: string): SubscribeKernel[] {
  const text = name.toLowerCase().replace(/^linux[@ -]?/, '');
  if (/^(free)?bsd|^usrsctp/.test(text)) return SUBSCRIBE_KERNELS.filter(({ example }) => example === 'freebsd');
  const distribution = /(?:rhel ?|el|centos ?|rocky ?|alma ?)([5-9]|10)(?!\d)/.exec(text)?.[1];
  if (distribution !== undefined) return distributionKernels(distribution, text);
  const release = /^(\d+)\.(\d+)(?:\.(\d+))?(?:-(\d+))?/.exec(text);
  if (release === null) return [];
  const [major = 0, minor = 0, patch = 0] = release.slice(1, 4).map((part) => Number(part ?? 0));
  return [mainline(major, minor, patch, Number(release[4] ?? 0))];
}

function byExample(example: string): SubscribeKernel {
  return SUBSCRIBE_KERNELS.find((kernel) => kernel.example === example)!;
}

const DISTRIBUTIONS: Readonly<Record<string, string>> = { '5': '2.6.18', '7': '3.10', '8': '4.18.0-el8' };

function distributionKernels(distribution: string, text: string): SubscribeKernel[] {
  const build = Number(/2\.6\.32-(\d+)/.exec(text)?.[1] ?? 0);
  if (distribution === '6' && build >= 358) return [byExample('2.6.32-358')];
  if (distribution === '6' && build > 0 && build <= 71) return [byExample('2.6.32-71')];
  if (distribution === '6') return [byExample('2.6.32-71'), byExample('2.6.32-358')];
  return [byExample(DISTRIBUTIONS[distribution] ?? '6.1')];
}

/** The first row whose release is not below the one asked for; 2.6.18 and the builds of 2.6.32 are the distributions' own. */
function mainline(major: number, minor: number, patch: number, build: number): SubscribeKernel {
  const version = major * 1e6 + minor * 1e3 + patch;
  if (version === 2_006_018) return byExample('2.6.18');
  if (version === 2_006_032 && build >= 358) return byExample('2.6.32-358');
  if (version === 2_006_032 && build > 0 && build <= 71) return byExample('2.6.32-71');
  const first = MAINLINE.find(([before]) => version < before);
  return byExample(first?.[1] ?? '6.1');
}

/** Release before which the kernel of that example holds. */
const MAINLINE: readonly (readonly [before: number, example: string])[] = [
  [2_006_020, '2.6.19'],
  [2_006_025, '2.6.24'],
  [3_001_000, '2.6.32'],
  [4_011_000, '3.10'],
  [4_012_000, '4.11'],
  [5_000_000, '4.12'],
  [5_005_000, '5.4'],
];
