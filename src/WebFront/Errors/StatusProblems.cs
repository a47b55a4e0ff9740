namespace MindBot.WebFront.Errors;

/// <summary>Bodies for the errors of the framework, which come without any.</summary>
internal static class StatusProblems
{
    public static Problem Of(int status, bool hasBody = false) => status switch
    {
        400 when hasBody => Problem.Of(ErrorCodes.InvalidJson, "The request needs a JSON object as its body."),
        400 => Problem.Of(ErrorCodes.InvalidParameter, "A value in the address or the body is missing or not what this endpoint expects."),
        401 => Problem.Of(ErrorCodes.Unauthorized, "Sign in first: a valid access token is required (Authorization: Bearer …)."),
        403 => Problem.Of(ErrorCodes.Forbidden, "This is not allowed."),
        404 => Problem.Of(ErrorCodes.NotFound, "There is nothing at this address."),
        405 => Problem.Of(ErrorCodes.MethodNotAllowed, "This address does not take that method; the Allow header names those it takes."),
        408 => Problem.Of(ErrorCodes.RequestTimeout, "The request arrived too slowly."),
        413 => Problem.Of(ErrorCodes.BodyTooLarge, "The body is too large."),
        415 => Problem.Of(ErrorCodes.UnsupportedMediaType, "Send the body as UTF-8 JSON, with Content-Type: application/json."),
        429 => Problem.Of(ErrorCodes.RateLimited, "Too many requests. Wait a moment."),
        503 => Problem.Of(ErrorCodes.TemporarilyUnavailable, "The service cannot do this right now. Try again shortly."),
        _ => Problem.Of(status < 500 ? ErrorCodes.BadRequest : ErrorCodes.InternalError, "The request could not be served.", status: status),
    };
}
