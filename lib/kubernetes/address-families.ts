/** One address family, and it is IPv6. */
export function ipv6Only(): { ipFamilies: string[]; ipFamilyPolicy: string } {
  return { ipFamilies: ['IPv6'], ipFamilyPolicy: 'SingleStack' };
}
