/* Generated from the schema. */
export const possibleTypes = {
  "AcceptInvitationResult": [
    "InvalidInput",
    "LinkNotValid",
    "Viewer"
  ],
  "AcceptSeatsResult": [
    "Booking",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "AdoptPlanPresetResult": [
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "PlanPreset"
  ],
  "ApproveMappingResult": [
    "CourseMapping",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "ApproveSpendingResult": [
    "Booking",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "CancelSeatsResult": [
    "Booking",
    "DropDatePassed",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "ChangePasswordResult": [
    "InvalidInput",
    "NotAllowed",
    "PasswordChanged",
    "SignInRefused",
    "TooManyAttempts"
  ],
  "CopyCostStudyResult": [
    "CostStudy",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound"
  ],
  "CreateCostStudyResult": [
    "CostStudy",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound"
  ],
  "DeclineSpendingResult": [
    "Booking",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "DeleteCostStudyResult": [
    "CostStudyDeleted",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StudyFrozen"
  ],
  "DenySeatsResult": [
    "Booking",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "DismissNoticeResult": [
    "NotAllowed",
    "NotFound",
    "NoticeDismissed"
  ],
  "EndRoleResult": [
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "Person"
  ],
  "EndSessionResult": [
    "NotAllowed",
    "NotFound",
    "SignedOut"
  ],
  "EnterStandAloneResult": [
    "CostStudy",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound"
  ],
  "HoldSeatsResult": [
    "Booking",
    "CostNotComputable",
    "FitReasonNeeded",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "SectionFull",
    "SectionNotOpen",
    "TooManySeats"
  ],
  "InvitePersonResult": [
    "AlreadyInvited",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "Person"
  ],
  "MapCourseResult": [
    "CourseMapping",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "QuoteSeatsResult": [
    "CostNotComputable",
    "InvalidInput",
    "NotAllowed",
    "NotFound",
    "ShareCalculation"
  ],
  "Refusal": [
    "AlreadyInvited",
    "CostNotComputable",
    "DropDatePassed",
    "FitReasonNeeded",
    "HoldExpired",
    "InvalidInput",
    "KeyReused",
    "LinkNotValid",
    "MappingNeeded",
    "NotAllowed",
    "NotFound",
    "NotToExceedTooLow",
    "SectionFull",
    "SectionNotOpen",
    "SignInRefused",
    "StepNotPossible",
    "StudyChangedSince",
    "StudyFrozen",
    "TooManyAttempts",
    "TooManySeats"
  ],
  "RequestPasswordResetResult": [
    "InvalidInput",
    "MailOnItsWay",
    "TooManyAttempts"
  ],
  "RequestSeatsResult": [
    "Booking",
    "CostNotComputable",
    "HoldExpired",
    "InvalidInput",
    "KeyReused",
    "MappingNeeded",
    "NotAllowed",
    "NotFound",
    "NotToExceedTooLow",
    "StepNotPossible"
  ],
  "ResetPasswordResult": [
    "InvalidInput",
    "LinkNotValid",
    "Viewer"
  ],
  "ReturnMappingResult": [
    "CourseMapping",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StepNotPossible"
  ],
  "SaveCostStudyResult": [
    "CostStudy",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StudyChangedSince",
    "StudyFrozen"
  ],
  "SetSectionPlanResult": [
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "Section"
  ],
  "ShareCostStudyResult": [
    "CostStudy",
    "InvalidInput",
    "KeyReused",
    "NotAllowed",
    "NotFound",
    "StudyChangedSince",
    "StudyFrozen"
  ],
  "SignInAsDemoPersonResult": [
    "NotFound",
    "Viewer"
  ],
  "SignInResult": [
    "InvalidInput",
    "SignInRefused",
    "TooManyAttempts",
    "Viewer"
  ],
  "SignOutResult": [
    "NotAllowed",
    "SignedOut"
  ],
  "UpdateProfileResult": [
    "InvalidInput",
    "NotAllowed",
    "Viewer"
  ]
} as const;
