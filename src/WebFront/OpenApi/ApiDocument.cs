using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.OpenApi;

/// <summary><c>/openapi/v1.json</c>, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    private const string Name = "v1";

    private const string Description = """
        Prepaid time for voice conversations, metered live.

        Every error is an `application/problem+json` with a `detail` for people and a `code` for programs. Codes are stable; a `429` or `503` says in
        `Retry-After` when to come again. Instants are UTC, as in `2025-06-27T15:00:00.000Z`. Answers may have more fields than are described here.
        """;

    public static IEnumerable<OpenApiOperation> Operations(this OpenApiDocument document) =>
        document.Paths.Values.SelectMany(path => path.Operations!.Values);

    /// <summary>Made at the first request and kept: making it takes more than a request should, and anybody may ask.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        var document = new Lazy<Task<string>>(() => Make(app.Services));
        app.MapGet(Path, async () => TypedResults.Text(await document.Value, "application/json")).ExcludeFromDescription();
    }

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddSingleton(ApiExamples.Load()).AddOpenApi(Name, options =>
        {
            options.CreateSchemaReferenceId = ApiSchemas.NameOf;
            options.AddSchemaTransformer<ApiSchemas>();
            options.AddOperationTransformer<ApiOperations>();
            options.AddDocumentTransformer(async (document, context, cancellationToken) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "MindBot",
                    Version = Name,
                    Description = Description,
                    License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                };
                document.Servers = [new OpenApiServer { Url = "/" }];
                document.Tags = ApiTags.Of(document);
                (document.Components ??= new OpenApiComponents()).SecuritySchemes = SecurityScheme.All;
                document.AddComponent(ApiSchemas.Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), cancellationToken: cancellationToken));
                ApiSchemas.AddChanges(document);
                ApiSchemas.RequireValues(document);
            });
        });

    private static async Task<string> Make(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    }
}
