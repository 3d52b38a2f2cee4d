/** What a settled round was shared by, as it opened: the rule for goods, and what was agreed of freight and fees. Its cost lines stand in each calculation. */
export interface RoundPlan {
  readonly schema: 'barnraise-round-plan/1';
  readonly rule: string;
  readonly charges: readonly object[];
  readonly items: readonly object[];
}

/** How the cost of a round is shared, in a few words. */
export const roundCostWords = ({ rule }: RoundPlan): string => `Goods ${rule === 'as-delivered' ? 'as they were delivered' : 'by what each keeps'}, freight and fees as agreed`;
