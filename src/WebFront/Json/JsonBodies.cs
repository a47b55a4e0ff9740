using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Json;

internal static class JsonBodies
{
    /// <summary>Another charset than UTF-8 is refused before anybody tries to read it.</summary>
    public static WebApplication UseUtf8Bodies(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.ContentType is null) return next(http);
            var charset = http.Request.GetTypedHeaders().ContentType?.Charset;
            return charset is null or { Length: 0 } || charset.Value.ToString().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? next(http)
                : StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http);
        });
        return app;
    }
}
