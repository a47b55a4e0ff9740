using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.OpenApi;

/// <summary><c>/docs</c>: the API document to browse and to try. Everything on the page comes from this server.</summary>
internal static class DocsPage
{
    private const string Route = "docs";

    /// <summary>The page's own scripts and calls, nobody else's; it sets styles on its elements.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static WebApplication UseDocsPage(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/" + Route)) http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            return next(http);
        });
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = Route;
            page.DocumentTitle = "MindBot API";
            page.SwaggerEndpoint(ApiDocument.Path, "MindBot v1");
            page.EnableDeepLinking();
            page.EnableFilter();
            page.EnableTryItOutByDefault();
            page.DisplayRequestDuration();
            page.DisplayOperationId();
            page.DefaultModelsExpandDepth(0);
        });
        app.MapGet("/", () => TypedResults.Redirect("/" + Route)).ExcludeFromDescription();
        return app;
    }
}
