/**
 * Who may do what, written by hand, to be read by the people it is about. Each line is one thing somebody may ask for and
 * one place they may stand in; the columns are the roles. `who-may.spec.ts` tries every cell against rows that exist.
 *
 *   yes      it is done, or shown
 *   no       refused: not with this role, or not in this place
 *   none     there is no such thing for this person: it can't be told from one that never was
 *   empty    the list does not hold it
 *   sign in  refused: sign in first
 *
 * Places, seen from what is asked for: `own` district, consortium or account; `home` and `teaching` side of a booking;
 * `neighbor`, another district of the consortium; `stranger`, a district (or an officer) of another consortium.
 * A coordinator or fiscal agent is one of the consortium itself, except in a stranger's line.
 */
export const whoMay = `
| asked for                            | from               | teacher | counselor | registrar | procurement_officer | business_manager | superintendent | district_administrator | coordinator | fiscal_agent | nobody  |
|--------------------------------------|--------------------|---------|-----------|-----------|---------------------|------------------|----------------|------------------------|-------------|--------------|---------|
| Query.site                           | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Query.me                             | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | none    |
| Query.mySessions                     | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.mySessions: of a colleague     | own                | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.district                       | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.district                       | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.consortium                     | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.consortium                     | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.people: of a district          | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | no          | no           | sign in |
| Query.people: of a district          | neighbor, stranger | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Query.people: of a consortium        | own                | no      | no        | no        | no                  | no               | no             | no                     | yes         | yes          | sign in |
| Query.people: of a consortium        | stranger           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Query.inbox: of a district           | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | empty       | empty        | sign in |
| Query.inbox: of a district           | neighbor, stranger | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.inbox: of a consortium         | own                | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | yes         | yes          | sign in |
| Query.inbox: of a consortium         | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.inbox: for other roles         | own                | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.mailPreference | own | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.outgoingMail                   | own                | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | empty   |
| Query.outgoingMail: in the demo      | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Query.catalogue                      | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.catalogue                      | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.section                        | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.section                        | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.quoteSeats: for the district   | home               | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | no          | no           | sign in |
| Query.quoteSeats: for the district   | teaching, neighbor | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Query.quoteSeats: for the district   | stranger           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Query.quoteSeats: of the section     | teaching, neighbor | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | no          | no           | sign in |
| Query.quoteSeats: of the section     | stranger           | none    | none      | none      | none                | none             | none           | none                   | no          | no           | sign in |
| Query.booking                        | home, teaching     | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | none        | none         | sign in |
| Query.booking                        | neighbor, stranger | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.alternatives                   | home, teaching     | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.alternatives                   | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.bookings: of the home side     | home               | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | empty       | empty        | sign in |
| Query.bookings: of the home side     | teaching, neighbor | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.bookings: of the home side     | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.bookings: of the teaching side | teaching           | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | empty       | empty        | sign in |
| Query.bookings: of the teaching side | home, neighbor     | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.bookings: of the teaching side | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.requestWindows | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.requestWindows | stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.requestWindow | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.requestWindow | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.sectionWindow | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.sectionWindow | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.windowProgress | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.windowProgress | stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.windowRequests | home | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.windowRequests | teaching, neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.windowYears | own | empty | empty | empty | empty | empty | empty | empty | yes | empty | sign in |
| Query.windowYears | stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.waitlistEntries | home | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.waitlistEntries | teaching, neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.section: what its plan rests on | teaching           | empty   | empty     | empty     | empty               | yes              | empty          | yes                    | empty       | empty        | sign in |
| Query.section: what its plan rests on | home, neighbor     | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.section: what its plan rests on | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.courseDrafts                   | own                | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.courseDrafts                   | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.courseDraft                    | own                | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.courseDraft                    | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.sharedSections                 | own                | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.sharedSections                 | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roster | home, teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.roster | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.classRoster | teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.classRoster | home, neighbor | none | none | none | none | none | none | none | none | none | sign in |
| Query.classRoster | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.rosterFile | home | no | yes | yes | no | no | no | no | no | no | sign in |
| Query.rosterFile | teaching, neighbor | no | none | none | no | no | no | no | no | no | sign in |
| Query.rosterFile | stranger | no | none | none | no | no | no | no | no | no | sign in |
| Query.disclosures | home | no | no | yes | no | no | no | no | no | no | sign in |
| Query.disclosures | teaching, neighbor | no | no | empty | no | no | no | no | no | no | sign in |
| Query.disclosures | stranger | no | no | empty | no | no | no | no | no | no | sign in |
| Query.gradeBook | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Query.gradeBook | home, neighbor, stranger | none | no | none | no | no | no | no | no | no | sign in |
| Query.gradeSheets | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.gradeSheets | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.bookingGrades | home, teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.bookingGrades | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.bookingGrades: the grades | home | empty | yes | yes | empty | empty | empty | empty | none | none | sign in |
| Query.bookingGrades: the grades | teaching | yes | empty | yes | empty | empty | empty | empty | none | none | sign in |
| Query.bookingGrades: the grades | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.gradeFile | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Query.gradeFile | home, neighbor, stranger | none | no | none | no | no | no | no | no | no | sign in |
| Query.gradeSettings | own | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.gradeSettings | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.runningClass | home, teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.runningClass | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.runningClass: where it meets | teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.runningClass: where it meets | home | empty | yes | yes | empty | empty | empty | empty | none | none | sign in |
| Query.runningClass: where it meets | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.runningClass: how a seat gets on | teaching | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.runningClass: how a seat gets on | home | empty | yes | yes | empty | empty | empty | empty | none | none | sign in |
| Query.runningClass: how a seat gets on | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.attendanceDay | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Query.attendanceDay | home, neighbor, stranger | none | no | none | no | no | no | no | no | no | sign in |
| Query.attendanceFile | home | no | no | yes | no | no | no | no | no | no | sign in |
| Query.attendanceFile | teaching, neighbor, stranger | no | no | none | no | no | no | no | no | no | sign in |
| Query.seatRollUp | own | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.seatRollUp | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.siteFacilitators | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.siteFacilitators | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.scedCourses                    | own                | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.mappingApprovers | own | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.mappingApprovers | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.mappingBefore | home | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.mappingBefore | teaching, neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.courseNeeds | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.courseNeeds | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.courseNeed | own | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.courseNeed | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.neighborNeeds: that there is one | neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.neighborNeeds: that there is one | own | empty | empty | empty | empty | empty | empty | empty | yes | yes | sign in |
| Query.neighborNeeds: that there is one | stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.neighborNeeds: whose it is | neighbor, stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.round | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.round | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.round: what a district takes | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.round: what a district takes | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.round: what a district takes | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.round: a draft | own | yes | yes | yes | yes | yes | yes | yes | none | none | sign in |
| Query.round: a draft | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundTakers | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundTakers | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.round: what a district wrote down | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.round: what a district wrote down | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.round: what a district wrote down | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundSolicitation | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundSolicitation | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundSolicitation: what a district expects | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundSolicitation: what a district expects | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundSolicitation: what a district expects | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundBefore | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundBefore | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundBefore: what a district took | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundBefore: what a district took | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundBefore: what a district took | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundItemsFile | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Query.roundItemsFile | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Query.purchasingRounds | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.purchasingRounds | stranger | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.subjectAreas | own | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.costStudies: a draft of my own | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.costStudies: a draft of a colleague | own, neighbor      | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.costStudies: a draft of a colleague | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.costStudies: shared with the coordinator | own, neighbor      | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | yes         | empty        | sign in |
| Query.costStudies: shared with the coordinator | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.costStudies: shared with the members | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.costStudies: shared with the members | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Query.costStudy: a draft of my own   | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.costStudy: a draft of a colleague | own, neighbor      | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: a draft of a colleague | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: shared with the coordinator | own, neighbor      | none    | none      | none      | none                | none             | none           | none                   | yes         | none         | sign in |
| Query.costStudy: shared with the coordinator | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: shared with the members | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.costStudy: shared with the members | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: its content, where others are named | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Query.costStudy: its content, where others are named | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: its content, where others are hidden | own, neighbor      | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | yes         | empty        | sign in |
| Query.costStudy: its content, where others are hidden | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Query.costStudy: my own standing     | own, neighbor      | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | empty        | sign in |
| Query.costStudy: my own standing     | stranger           | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Mutation.signIn                      | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Mutation.signInAsDemoPerson          | own                | none    | none      | none      | none                | none             | none           | none                   | none        | none         | none    |
| Mutation.signInAsDemoPerson: in the demo | own            | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Mutation.signOut                     | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.signOutEverywhere           | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.endSession                  | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.endSession: of a colleague  | own                | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Mutation.endSession                  | neighbor, stranger | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Mutation.changePassword              | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.requestPasswordReset        | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Mutation.resetPassword               | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Mutation.acceptInvitation            | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | yes     |
| Mutation.updateProfile               | own                | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.invitePerson: to a district | own                | no      | no        | no        | no                  | no               | yes            | yes                    | no          | no           | sign in |
| Mutation.invitePerson: to a district | neighbor, stranger | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.invitePerson: to a consortium | own              | no      | no        | no        | no                  | no               | no             | no                     | yes         | no           | sign in |
| Mutation.invitePerson: to a consortium | stranger         | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.endRole: in a district      | own                | no      | no        | no        | no                  | no               | yes            | yes                    | none        | no           | sign in |
| Mutation.endRole: in a district      | neighbor, stranger | no      | no        | no        | no                  | no               | none           | none                   | none        | no           | sign in |
| Mutation.endRole: in a consortium    | own                | no      | no        | no        | no                  | no               | none           | none                   | yes         | no           | sign in |
| Mutation.endRole: in a consortium    | stranger           | no      | no        | no        | no                  | no               | none           | none                   | none        | no           | sign in |
| Mutation.dismissNotice: of a district | own               | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | none        | none         | sign in |
| Mutation.dismissNotice: of a district | neighbor, stranger | none   | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Mutation.dismissNotice: of a consortium | own             | none    | none      | none      | none                | none             | none           | none                   | yes         | yes          | sign in |
| Mutation.dismissNotice: of a consortium | stranger        | none    | none      | none      | none                | none             | none           | none                   | none        | none         | sign in |
| Mutation.dismissNotice: a task       | own                | no      | no        | no        | no                  | no               | no             | no                     | none        | none         | sign in |
| Mutation.chooseMail | own | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Mutation.holdSeats: for the district | home               | no      | yes       | yes       | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.holdSeats: for the district | teaching, neighbor | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.holdSeats: for the district | stranger           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.holdSeats: of the section   | teaching, neighbor | no      | yes       | yes       | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.holdSeats: of the section   | stranger           | no      | none      | none      | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.requestSeats                | home               | no      | yes       | yes       | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.requestSeats                | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.requestSeats                | neighbor, stranger | no      | none      | none      | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.approveSpending             | home               | no      | no        | no        | no                  | yes              | yes            | yes                    | no          | no           | sign in |
| Mutation.approveSpending             | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.approveSpending             | neighbor, stranger | no      | no        | no        | no                  | none             | none           | none                   | no          | no           | sign in |
| Mutation.declineSpending             | home               | no      | no        | no        | no                  | yes              | yes            | yes                    | no          | no           | sign in |
| Mutation.declineSpending             | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.declineSpending             | neighbor, stranger | no      | no        | no        | no                  | none             | none           | none                   | no          | no           | sign in |
| Mutation.acceptSeats                 | teaching           | no      | yes       | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.acceptSeats                 | home               | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.acceptSeats                 | neighbor, stranger | no      | none      | none      | no                  | no               | no             | none                   | no          | no           | sign in |
| Mutation.denySeats                   | teaching           | no      | yes       | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.denySeats                   | home               | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.denySeats                   | neighbor, stranger | no      | none      | none      | no                  | no               | no             | none                   | no          | no           | sign in |
| Mutation.cancelSeats                 | home               | no      | yes       | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.cancelSeats                 | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.cancelSeats                 | neighbor, stranger | no      | none      | none      | no                  | no               | no             | none                   | no          | no           | sign in |
| Mutation.dropSeats                   | home               | no      | yes       | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.dropSeats                   | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.dropSeats                   | neighbor, stranger | no      | none      | none      | no                  | no               | no             | none                   | no          | no           | sign in |
| Mutation.withdrawSeats               | home               | no      | yes       | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.withdrawSeats               | teaching           | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.withdrawSeats               | neighbor, stranger | no      | none      | none      | no                  | no               | no             | none                   | no          | no           | sign in |
| Mutation.placeStudents | home | no | yes | yes | no | no | no | no | no | no | sign in |
| Mutation.placeStudents | teaching | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.placeStudents | neighbor, stranger | no | none | none | no | no | no | no | no | no | sign in |
| Mutation.openNames | home | no | yes | yes | no | no | no | no | none | none | sign in |
| Mutation.openNames | teaching | yes | no | yes | no | no | no | no | none | none | sign in |
| Mutation.openNames | neighbor, stranger | none | none | none | none | none | none | none | none | none | sign in |
| Mutation.saveGrades | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.saveGrades | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.saveGrades | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.attestGrades | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.attestGrades | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.attestGrades | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.takeGradeSheet | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.takeGradeSheet | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.takeGradeSheet | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.answerGrades | home | no | no | yes | no | no | no | no | no | no | sign in |
| Mutation.answerGrades | teaching | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.answerGrades | neighbor, stranger | no | no | none | no | no | no | no | no | no | sign in |
| Mutation.takeTranscript | home | no | no | yes | no | no | no | no | no | no | sign in |
| Mutation.takeTranscript | teaching | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.takeTranscript | neighbor, stranger | no | no | none | no | no | no | no | no | no | sign in |
| Mutation.setGradeSettings | own | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.setGradeSettings | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.nameFacilitator | own | no | yes | yes | no | no | no | yes | no | no | sign in |
| Mutation.nameFacilitator | neighbor, stranger | no | none | none | no | no | no | none | no | no | sign in |
| Mutation.joinWaitlist: for the district | home | no | yes | yes | no | no | no | no | no | no | sign in |
| Mutation.joinWaitlist: for the district | teaching, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.joinWaitlist: for the district | stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.joinWaitlist: of the section | teaching, neighbor | no | yes | yes | no | no | no | no | no | no | sign in |
| Mutation.joinWaitlist: of the section | stranger | no | none | none | no | no | no | no | no | no | sign in |
| Mutation.changeWaitlist | home | no | yes | yes | no | no | no | no | no | no | sign in |
| Mutation.changeWaitlist | teaching, neighbor, stranger | no | none | none | no | no | no | no | no | no | sign in |
| Mutation.leaveWaitlist | home | no | yes | yes | no | no | no | yes | no | no | sign in |
| Mutation.leaveWaitlist | teaching, neighbor, stranger | no | none | none | no | no | no | none | no | no | sign in |
| Mutation.mapCourse: for the district | home               | no      | yes       | yes       | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.mapCourse: for the district | teaching, neighbor | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.mapCourse: for the district | stranger           | no      | none      | none      | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.mapCourse: of the section   | teaching, neighbor | no      | yes       | yes       | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.mapCourse: of the section   | stranger           | no      | none      | none      | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.setMappingApprovers | own | no | no | no | no | no | no | yes | no | no | sign in |
| Mutation.setMappingApprovers | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.approveMapping              | home               | no      | no        | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.approveMapping | teaching, neighbor | no | none | none | no | no | none | none | no | no | sign in |
| Mutation.approveMapping | stranger | no | none | none | no | no | none | none | no | no | sign in |
| Mutation.returnMapping               | home               | no      | no        | yes       | no                  | no               | no             | yes                    | no          | no           | sign in |
| Mutation.returnMapping | teaching, neighbor | no | none | none | no | no | none | none | no | no | sign in |
| Mutation.returnMapping | stranger | no | none | none | no | no | none | none | no | no | sign in |
| Mutation.setSectionPlan              | teaching           | no      | no        | no        | no                  | yes              | no             | yes                    | no          | no           | sign in |
| Mutation.setSectionPlan              | home, neighbor     | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Mutation.setSectionPlan              | stranger           | no      | no        | no        | no                  | none             | no             | none                   | no          | no           | sign in |
| Mutation.startCourseDraft            | own                | yes | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.startCourseDraft            | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.saveCourseDraft             | own                | yes | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.saveCourseDraft             | neighbor, stranger | none | no | none | no | no | no | none | no | no | sign in |
| Mutation.submitCourseDraft           | own                | yes | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.submitCourseDraft           | neighbor, stranger | none | no | none | no | no | no | none | no | no | sign in |
| Mutation.discardCourseDraft          | own                | yes | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.discardCourseDraft          | neighbor, stranger | none | no | none | no | no | no | none | no | no | sign in |
| Mutation.codeCourse                  | own                | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.codeCourse                  | neighbor, stranger | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.returnCourseDraft           | own                | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.returnCourseDraft           | neighbor, stranger | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.publishCourseDraft          | own                | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.publishCourseDraft          | neighbor, stranger | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.answerNaming                | own                | yes | no | no | no | no | no | no | no | no | sign in |
| Mutation.answerNaming                | neighbor, stranger | none | no | no | no | no | no | no | no | no | sign in |
| Mutation.openRequestWindow | own | no | no | no | no | no | no | no | yes | no | sign in |
| Mutation.openRequestWindow | stranger | no | no | no | no | no | no | no | none | no | sign in |
| Mutation.extendRequestWindow | own | no | no | no | no | no | no | no | yes | no | sign in |
| Mutation.extendRequestWindow | stranger | no | no | no | no | no | no | no | none | no | sign in |
| Mutation.cancelRequestWindow | own | no | no | no | no | no | no | no | yes | no | sign in |
| Mutation.cancelRequestWindow | stranger | no | no | no | no | no | no | no | none | no | sign in |
| Mutation.postNeed | own | no | yes | yes | no | no | no | yes | no | no | sign in |
| Mutation.postNeed | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.changeNeed | own | no | yes | yes | no | no | no | yes | no | no | sign in |
| Mutation.changeNeed | neighbor, stranger | no | none | none | no | no | no | none | no | no | sign in |
| Mutation.withdrawNeed | own | no | yes | yes | no | no | no | yes | no | no | sign in |
| Mutation.withdrawNeed | neighbor, stranger | no | none | none | no | no | no | none | no | no | sign in |
| Mutation.startDraftFromNeed | own | yes | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.startDraftFromNeed | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.proposeRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.proposeRound | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.openRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.openRound | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.extendRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.extendRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.extendRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.cancelRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.cancelRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.cancelRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.copyRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.copyRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.copyRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.commitToRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.commitToRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.commitToRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.withdrawCommitment | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.withdrawCommitment | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.approveCommitment | own | no | no | no | no | yes | yes | yes | no | no | sign in |
| Mutation.approveCommitment | neighbor, stranger | no | no | no | no | none | none | none | no | no | sign in |
| Mutation.declineCommitment | own | no | no | no | no | yes | yes | yes | no | no | sign in |
| Mutation.declineCommitment | neighbor, stranger | no | no | no | no | none | none | none | no | no | sign in |
| Mutation.keepDueDiligence | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.keepDueDiligence | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.keepDueDiligence | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.releaseRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.releaseRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.releaseRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Query.roundReceiving | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundReceiving | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundReceiving: what came | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundReceiving: what came | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundReceiving: what came | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Mutation.recordReceipt | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.recordReceipt | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.closeReceiving | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.closeReceiving | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.closeReceiving | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Query.roundMatching | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundMatching | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundMatching: what was billed | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundMatching: what was billed | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundMatching: what was billed | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundSettlement | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundSettlement | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundSettlement: what it would pay alone | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundSettlement: what it would pay alone | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundSettlement: what it would pay alone | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Mutation.enterInvoice | own | no | no | no | no | yes | no | yes | no | no | sign in |
| Mutation.enterInvoice | neighbor, stranger | no | no | no | no | none | no | none | no | no | sign in |
| Mutation.decideDifference | own | no | no | no | no | yes | no | yes | no | no | sign in |
| Mutation.decideDifference | neighbor, stranger | no | no | no | no | none | no | none | no | no | sign in |
| Mutation.approveInvoices | own | no | no | no | no | yes | no | yes | no | no | sign in |
| Mutation.approveInvoices | neighbor, stranger | no | no | no | no | none | none | none | no | no | sign in |
| Mutation.recordCredit | own | no | no | no | no | yes | no | yes | no | no | sign in |
| Mutation.recordCredit | neighbor, stranger | no | no | no | no | none | no | none | no | no | sign in |
| Mutation.stateBaseline | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.stateBaseline | neighbor, stranger | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.settleRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.settleRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.settleRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.placeOrder | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.placeOrder | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Query.round: an order | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.round: an order | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.round: an order | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Mutation.gatherEstimates | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.gatherEstimates | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.giveEstimate | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.giveEstimate | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.giveEstimate | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.askForBids | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.askForBids | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.askForBids | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.recordBid | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.recordBid | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.recordBid | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.failRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.failRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.failRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.openAwardedRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.openAwardedRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.openAwardedRound | stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.awardRound | own | no | no | no | no | no | yes | yes | no | no | sign in |
| Mutation.awardRound | neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.awardRound | stranger | no | no | no | no | no | none | none | no | no | sign in |
| Mutation.correctOrder | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.correctOrder | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Mutation.answerRound | own | no | no | no | yes | yes | no | yes | no | no | sign in |
| Mutation.answerRound | neighbor, stranger | no | no | no | none | none | no | none | no | no | sign in |
| Query.roundAsking | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundAsking | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundAsking: what a district is asked | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundAsking: what a district is asked | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundAsking: what a district is asked | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundNumbers | own, neighbor | yes | yes | yes | yes | yes | yes | yes | yes | yes | sign in |
| Query.roundNumbers | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Query.roundNumbers: of an order | own | yes | yes | yes | yes | yes | yes | yes | empty | empty | sign in |
| Query.roundNumbers: of an order | neighbor | empty | empty | empty | empty | empty | empty | empty | empty | empty | sign in |
| Query.roundNumbers: of an order | stranger | none | none | none | none | none | none | none | none | none | sign in |
| Mutation.setMeetingLink | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.setMeetingLink | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.setMeetingLink | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.announceChange | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.announceChange | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.announceChange | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.markClass | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.markClass | home, neighbor | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.markClass | stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.withdrawChange | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.withdrawChange | home | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.withdrawChange | neighbor, stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.noteProgress | teaching | yes | no | yes | no | no | no | no | no | no | sign in |
| Mutation.noteProgress | home | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.noteProgress | neighbor, stranger | none | no | none | no | no | no | no | no | no | sign in |
| Mutation.closeSection                | teaching           | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.closeSection                | home, neighbor     | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.closeSection                | stranger           | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.reopenSection               | teaching           | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.reopenSection               | home, neighbor     | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.reopenSection               | stranger           | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.cancelSection               | teaching           | no | no | yes | no | no | no | yes | no | no | sign in |
| Mutation.cancelSection               | home, neighbor     | no | no | no | no | no | no | no | no | no | sign in |
| Mutation.cancelSection               | stranger           | no | no | none | no | no | no | none | no | no | sign in |
| Mutation.adoptPlanPreset             | own                | no      | no        | no        | no                  | no               | no             | no                     | yes         | no           | sign in |
| Mutation.adoptPlanPreset             | stranger           | no      | no        | no        | no                  | no               | no             | no                     | none        | no           | sign in |
| Mutation.createCostStudy             | own, neighbor      | no      | no        | no        | no                  | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.createCostStudy             | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.saveCostStudy: of my own    | own                | no      | no        | no        | no                  | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.saveCostStudy: of a colleague | own, neighbor      | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.saveCostStudy: of a colleague | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.saveCostStudy: of a colleague, shared with the coordinator | own, neighbor      | no      | no        | no        | no                  | none             | none           | none                   | no          | none         | sign in |
| Mutation.deleteCostStudy: of my own  | own                | no      | no        | no        | no                  | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.deleteCostStudy: of a colleague | own, neighbor      | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.deleteCostStudy: of a colleague | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.shareCostStudy: my own with the coordinator | own                | no      | no        | no        | no                  | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.shareCostStudy: my own with the members at once | own                | no      | no        | no        | no                  | no               | no             | no                     | yes         | no           | sign in |
| Mutation.shareCostStudy: what the coordinator has with the members | own, neighbor      | no      | no        | no        | no                  | none             | none           | none                   | yes         | none         | sign in |
| Mutation.shareCostStudy: what the coordinator has with the members | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.copyCostStudy: where others are named | own, neighbor      | no      | no        | no        | no                  | yes              | yes            | yes                    | yes         | yes          | sign in |
| Mutation.copyCostStudy: where others are named | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.copyCostStudy: where others are hidden | own, neighbor      | no      | no        | no        | no                  | no               | no             | no                     | yes         | no           | sign in |
| Mutation.copyCostStudy: where others are hidden | stranger           | no      | no        | no        | no                  | none             | none           | none                   | none        | none         | sign in |
| Mutation.enterStandAlone: for the district | own                | no      | no        | no        | no                  | yes              | yes            | yes                    | no          | no           | sign in |
| Mutation.enterStandAlone: for the district | neighbor, stranger | no      | no        | no        | no                  | no               | no             | no                     | no          | no           | sign in |
| Subscription.changes: of a booking   | home, teaching     | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | empty       | empty        | sign in |
| Subscription.changes: of a booking   | neighbor, stranger | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
| Subscription.changes: of its section | home, teaching     | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Subscription.changes: of its section | neighbor           | yes     | yes       | yes       | yes                 | yes              | yes            | yes                    | yes         | yes          | sign in |
| Subscription.changes: of its section | stranger           | empty   | empty     | empty     | empty               | empty            | empty          | empty                  | empty       | empty        | sign in |
`;

/**
 * What a guard alone keeps, with the reason why the database need not: with guards off these are answered. Anything else
 * that the table refuses is refused by the database too.
 */
export const guardAlone: Readonly<Record<string, string>> = {
  'Query.quoteSeats: for the district, from teaching': 'published terms and seats taken are shared in the consortium: anyone in it can work out what a seat costs a neighbor',
  'Query.quoteSeats: for the district, from neighbor': 'the same',
  'Query.quoteSeats: for the district, from home': 'the same, for officers of the consortium',
  'Query.quoteSeats: of the section, from teaching': 'the same, for officers of the consortium',
  'Query.quoteSeats: of the section, from neighbor': 'the same, for officers of the consortium',
  'Query.section: what its plan rests on, from teaching': 'terms, seats taken, names and counts are shared in the consortium; only what to do with them is the business of some',
  'Query.section: what its plan rests on, from home': 'the same',
  'Query.section: what its plan rests on, from neighbor': 'the same',
  'Query.sharedSections, from own': 'what is published stands in the catalogue of every member: only the list is the district\'s own',
  'Query.sharedSections, from neighbor': 'the same',
  'Query.bookings: of the home side, from teaching': 'the bookings shown are those it teaches: its own as well',
  'Query.bookings: of the teaching side, from home': 'the bookings shown are those its students attend: its own as well',
  'Query.classRoster, from home': 'what is shown are its own bookings in that class, without names',
  'Query.siteFacilitators, from own': 'schools of a member are known in its consortium; who is named there is not shown',
  'Query.siteFacilitators, from neighbor': 'the same',
  'Query.rosterFile, from teaching': 'what is shown is what the same person sent: nothing was stored',
  'Query.inbox: for other roles, from own': 'who does what within one district is no wall between districts',
};
