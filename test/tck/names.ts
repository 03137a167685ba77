// The names of the kit's tests (Stormpath Framework TCK), group by group.

/** By JSON or OAuth; these run. */
export const JSON_TESTS: readonly string[] = [
  // requests
  'emptyAcceptHeaderShouldGetJson missingAcceptHeaderShouldGetJson anyAcceptHeaderShouldGetJson',
  'jsonAcceptHeaderShouldReturnJson',
  // errors
  'restrictedEndpointShouldReturn401AndWWWAuthenticateHeader',
  // login
  'loginDoesNotHandlePut loginDoesNotHandleDelete loginServesJsonViewModel loginViewModelHasFields',
  'loginWithUsernameSucceeds loginWithEmailSucceeds loginWithEmptyStringFails loginWithEmptyPasswordFails',
  'loginSucceedsForJson loginJsonDoesNotHaveLinkedResources loginAccountDatetimePropertiesAreIso8601',
  'loginErrorsWithBadCredentialsJson loginSetsCookiesJson',
  // logout
  'logoutDoesNotHandleGet logoutDoesNotHandlePut logoutDoesNotHandleDelete',
  'logoutSucceedsOnUnauthenticatedJsonRequest logoutDeletesCookiesJson logoutReturns200OKOnSuccess',
  'logoutRevokesTokensInCookiesAfterSuccessJson logoutRevokesTokensInHeadersAfterSuccessJson',
  // current user
  'meFailsOnUnauthenticatedRequest meWithCookieAuthReturnsJsonUser',
  'meWithCookieAuthFromClientCredentialsReturnsJsonUser meWithBearerAuthReturnsJsonUser',
  'meWithBearerAuthFromClientCredentialsReturnsJsonUser meWithBasicAuthReturnsJsonUser',
  'meWithCookieAuthStripsLinkedResources meWithBearerAuthStripsLinkedResources',
  'meWithCookieAuthHasNoCacheHeaders meWithBearerAuthHasNoCacheHeaders unsignedAccessTokensShouldFail',
  // cookies and bearer
  'serverRefreshesAccessTokenWhenMissing serverDeletesCookiesWhenRefreshingWithInvalidToken',
  'cookieExpirationMatchesTokenTtl refreshTokenAsAccessTokenFails refreshTokenAsAccessBearerTokenFails',
  // forgot
  'forgotDoesNotHandlePut forgotDoesNotHandleDelete forgotDoesNotHandleJsonGet',
  'forgotSucceedsWhenPostingValidEmailJson forgotSucceedsWhenPostingInvalidEmailJson',
  // change
  'changeDoesNotHandlePut changeDoesNotHandleDelete changeErrorsForInvalidSptokenJson',
  'changeErrorsForMissingSptokenJson changeErrorsForInvalidSptokenWhenPostingJson',
  'changeEndpointChangesAccountPasswordWhenPostingJson',
  // OAuth
  'oauthErrorsOnUnsupportedGrantTypes oauthErrorsOnMissingGrantType oauthErrorsOnJsonRequestBody',
  'oauthErrorsOnEmptyRequestBody oauthDoesntSupportGet oauthPasswordGrantWithUsernameSucceeds',
  'oauthPasswordGrantWithUsernameSucceedsAndCookiePresent oauthPasswordGrantWithEmailSucceeds',
  'oauthRefreshGrantWorksWithValidToken oauthRefreshGrantFailsWithInvalidRefreshToken',
  'oauthErrorsAreTransformedProperly oauthClientCredentialsGrantSucceeds',
  'oauthClientCredentialsGrantFailsWithoutAPISecret',
  // register
  'registerServesJsonViewModel registerErrorsOnMissingRequiredFields registerErrorsForUndefinedFields',
  'registerErrorsForDisableDefaultFields registerErrorsForUndefinedCustomFields registerErrorsOnServerError',
  'registerReturnsSanitizedJsonAccount',
].flatMap((names) => names.split(' '));

/** By HTML, or with Facebook; those that need neither a form nor Facebook run too. */
export const OTHER_TESTS: readonly string[] = [
  // requests
  'htmlAcceptHeaderShouldReturnHtml unknownAcceptHeaderIsNotHandled',
  // errors
  'missingEndpointShouldReturn404',
  // login
  'loginServesHtmlForm loginHtmlRendersErrorWithoutUsernameAndPassword loginSetsCookiesHtml',
  'loginWithEmailSucceedsHtml loginWithUsernameSucceedsHtml loginRedirectsToNextUriOnSuccess',
  'loginRendersUnverifiedMessage loginRendersVerifiedMessage loginRendersCreatedMessage',
  'loginRendersForgotMessage loginRendersResetMessage loginDoesNotRenderWrongStatusParameter',
  'loginRendersErrorOnFailure loginFormShouldBeOrderedCorrectly loginFormPreservesValuesOnPostback',
  'testNoRedirectionStickinessHtml',
  // social login
  'loginWithValidFacebookAccessTokenSucceeds loginWithInvalidFacebookAccessTokenFails',
  'loginWithGrantTypeStormpathSocialSucceeds',
  // logout
  'logoutRedirectsToNextUriOnUnauthenticatedRequest logoutRedirectsToNextUriOnSuccess',
  'logoutDeletesCookiesHtml logoutRevokesTokensHtml',
  // cookies and bearer
  'unauthorizedHtmlRequestIsForwardedToLogin',
  // forgot
  'forgotRendersForm forgotRendersFormWithInvalidSptokenBanner forgotRedirectsToNextUriWhenPostingValidEmail',
  'forgotRedirectsToNextUriWhenPostingInvalidEmail',
  // change
  'changeRedirectsToErrorUriForInvalidSptoken changeRediredctsToForgotUriForMissingSptoken',
  'changeRedirectsToErrorUriForInvalidSptokenWhenPosting changeRendersFormForValidSptoken',
  // register
  'registerServesHtmlForm registerFormShouldBeOrdered registerErrorsWithEmptyPostBody',
  'registerErrorsWithMissingRequiredFormFieldsHtml registerErrorsForUndefinedFieldsHtml',
  'registerErrorsOnServerErrorHtml registerRedirectToLoginOnSuccess registerFormPreservesValuesOnPostback',
].flatMap((names) => names.split(' '));
