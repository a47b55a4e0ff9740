namespace MindBot.WebFront.Errors;

internal static class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        // A malformed body reaches the exception handler in every environment; it knows what to say about it.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services.AddExceptionHandler<ProblemExceptionHandler>();
    }

    public static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => StatusProblems.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        return app;
    }
}
