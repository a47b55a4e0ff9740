using Microsoft.Extensions.Primitives;

namespace MindBot.WebFront.Hosting;

internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff", NoReferrer = "no-referrer", NoFrames = "DENY", NoStore = "no-store",
        NoContent = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Answers hold tokens and balances: nobody stores them, guesses at their type, or frames them.</summary>
    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            // At the last moment, because an error handler clears what was set before.
            http.Response.OnStarting(static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                headers.XContentTypeOptions = NoSniff;
                headers.XFrameOptions = NoFrames;
                headers["Referrer-Policy"] = NoReferrer;
                if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy)) headers.ContentSecurityPolicy = NoContent;
                if (StringValues.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = NoStore;
                return Task.CompletedTask;
            }, http.Response);
            return next(http);
        });
        return app;
    }
}
