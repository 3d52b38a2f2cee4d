import { Platform1000000000000 } from './1000-platform.js';
import { Districts1010000000000 } from './1010-districts.js';
import { People1020000000000 } from './1020-people.js';
import { Calendars1030000000000 } from './1030-calendars.js';
import { Agreements1040000000000 } from './1040-agreements.js';
import { Inbox1050000000000 } from './1050-inbox.js';
import { CostShares1060000000000 } from './1060-cost-shares.js';
import { Offerings1070000000000 } from './1070-offerings.js';
import { Courses1080000000000 } from './1080-courses.js';
import { Jobs1090000000000 } from './1090-jobs.js';
import { SearchByConsortium1095000000000 } from './1095-search-by-consortium.js';
import { CostLab1100000000000 } from './1100-cost-lab.js';
import { SeatWalls1110000000000 } from './1110-seat-walls.js';
import { PeopleWalls1120000000000 } from './1120-people-walls.js';
import { Publishing1130000000000 } from './1130-publishing.js';
import { Leaving1140000000000 } from './1140-leaving.js';
import { WordsOfConsortia1150000000000 } from './1150-words-of-consortia.js';
import { Waitlist1160000000000 } from './1160-waitlist.js';
import { Answering1161000000000 } from './1161-answering.js';
import { DueAnswers1162000000000 } from './1162-due-answers.js';
import { Rosters1170000000000 } from './1170-rosters.js';
import { SeatRollUp1171000000000 } from './1171-seat-roll-up.js';
import { Needs1180000000000 } from './1180-needs.js';
import { ToldInTime1181000000000 } from './1181-told-in-time.js';
import { MappingApprovers1182000000000 } from './1182-mapping-approvers.js';
import { WhatIsOver1190000000000 } from './1190-what-is-over.js';
import { OffersInOrder1191000000000 } from './1191-offers-in-order.js';
import { RequestWindows1192000000000 } from './1192-request-windows.js';
import { Grades1200000000000 } from './1200-grades.js';
import { Running1210000000000 } from './1210-running.js';
import { CompletedIsGiven1211000000000 } from './1211-completed-is-given.js';
import { MarkedWhoWasThere1212000000000 } from './1212-marked-who-was-there.js';
import { WhatIsAttestedStands1213000000000 } from './1213-what-is-attested-stands.js';
import { GradesInTurn1214000000000 } from './1214-grades-in-turn.js';
import { WindowsHaveEnds1215000000000 } from './1215-windows-have-ends.js';
import { BlocksStayInWindows1216000000000 } from './1216-blocks-stay-in-windows.js';
import { MarksOfTheStudent1217000000000 } from './1217-marks-of-the-student.js';
import { HowAClassCloses1218000000000 } from './1218-how-a-class-closes.js';
import { Pools1220000000000 } from './1220-pools.js';
import { Orders1221000000000 } from './1221-orders.js';
import { RoundTerms1222000000000 } from './1222-round-terms.js';
import { BelowThreshold1223000000000 } from './1223-below-threshold.js';
import { Receiving1225000000000 } from './1225-receiving.js';
import { Matching1226000000000 } from './1226-matching.js';
import { Settling1227000000000 } from './1227-settling.js';
import { Proposals1228000000000 } from './1228-proposals.js';
import { Solicitations1230000000000 } from './1230-solicitations.js';
import { AskedInWindows1232000000000 } from './1232-asked-in-windows.js';
import { NamedLate1233000000000 } from './1233-named-late.js';
import { Authority1234000000000 } from './1234-authority.js';
import { RoundTaken1236000000000 } from './1236-round-taken.js';
import { QuietRounds1237000000000 } from './1237-quiet-rounds.js';
import { NothingBelowZero1238000000000 } from './1238-nothing-below-zero.js';
import { EndsThatHold1239000000000 } from './1239-ends-that-hold.js';
import { ALaterLock1240000000000 } from './1240-a-later-lock.js';
import { ChargesByWhatCame1242000000000 } from './1242-charges-by-what-came.js';
import { DraftsInTurn1243000000000 } from './1243-drafts-in-turn.js';
import { SealedTellsNothing1246000000000 } from './1246-sealed-tells-nothing.js';
import { AuthorityToSpend1247000000000 } from './1247-authority-to-spend.js';
import { SettledAsOrdered1241000000000 } from './1241-settled-as-ordered.js';
import { WhatALedgerFinds1244000000000 } from './1244-what-a-ledger-finds.js';
import { SayWhatCame1248000000000 } from './1248-say-what-came.js';

/** The one timeline, oldest first. A landed migration is never edited. */
export const migrations = [
  Platform1000000000000,
  Districts1010000000000,
  People1020000000000,
  Calendars1030000000000,
  Agreements1040000000000,
  Inbox1050000000000,
  CostShares1060000000000,
  Offerings1070000000000,
  Courses1080000000000,
  Jobs1090000000000,
  SearchByConsortium1095000000000,
  CostLab1100000000000,
  SeatWalls1110000000000,
  PeopleWalls1120000000000,
  Publishing1130000000000,
  Leaving1140000000000,
  WordsOfConsortia1150000000000,
  Waitlist1160000000000,
  Answering1161000000000,
  DueAnswers1162000000000,
  Rosters1170000000000,
  SeatRollUp1171000000000,
  Needs1180000000000,
  ToldInTime1181000000000,
  MappingApprovers1182000000000,
  WhatIsOver1190000000000,
  OffersInOrder1191000000000,
  RequestWindows1192000000000,
  Grades1200000000000,
  Running1210000000000,
  CompletedIsGiven1211000000000,
  MarkedWhoWasThere1212000000000,
  WhatIsAttestedStands1213000000000,
  GradesInTurn1214000000000,
  WindowsHaveEnds1215000000000,
  BlocksStayInWindows1216000000000,
  MarksOfTheStudent1217000000000,
  HowAClassCloses1218000000000,
  Pools1220000000000,
  Orders1221000000000,
  RoundTerms1222000000000,
  BelowThreshold1223000000000,
  Receiving1225000000000,
  Matching1226000000000,
  Settling1227000000000,
  Proposals1228000000000,
  Solicitations1230000000000,
  AskedInWindows1232000000000,
  NamedLate1233000000000,
  Authority1234000000000,
  RoundTaken1236000000000,
  QuietRounds1237000000000,
  NothingBelowZero1238000000000,
  EndsThatHold1239000000000,
  ALaterLock1240000000000,
  SettledAsOrdered1241000000000,
  ChargesByWhatCame1242000000000,
  DraftsInTurn1243000000000,
  WhatALedgerFinds1244000000000,
  SealedTellsNothing1246000000000,
  AuthorityToSpend1247000000000,
  SayWhatCame1248000000000,
];
