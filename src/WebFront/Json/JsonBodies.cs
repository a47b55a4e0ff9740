using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Json;

internal static class JsonBodies
{
    private const string Utf8 = "utf-8";

    /// <summary>Another charset than UTF-8 is refused before anybody tries to read it.</summary>
    public static WebApplication UseUtf8Bodies(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.ContentType is null) return next(http);
            var type = http.Request.GetTypedHeaders().ContentType;
            if (type is null || type.Charset.Length == 0) return next(http);
            if (!type.Charset.ToString().Trim('"').Equals(Utf8, StringComparison.OrdinalIgnoreCase))
                return StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http);
            // The framework looks a quoted name up with its quotes, and finds none.
            type.Charset = Utf8;
            http.Request.ContentType = type.ToString();
            return next(http);
        });
        return app;
    }
}
