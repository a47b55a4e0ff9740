using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Json;

namespace MindBot.WebFront.OpenApi;

/// <summary><c>/openapi/v1.json</c>, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    public const string Route = "/openapi/{documentName}.json";

    private const string Bearer = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "MindBot",
                Version = "v1",
                Description = "Prepaid time for voice conversations, metered live.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] =
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What a converter of ours writes, the schema generator cannot know.
            if (context.JsonTypeInfo.Type == typeof(DateTimeOffset)) schema.Type = JsonSchemaType.String;
            if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?)) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
            if (context.JsonPropertyInfo?.CustomConverter is SessionIdConverter or NumericIdConverter)
                schema.Type = JsonSchemaType.String | JsonSchemaType.Integer;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAuthorizeData>().Any()) operation.Security = [RequireBearer(context.Document)];
            if (operation.RequestBody is null)
                foreach (var aboutBodies in (string[])["413", "415"]) operation.Responses?.Remove(aboutBodies);
            if (metadata.OfType<HonoursIdempotencyKey>().Any()) (operation.Parameters ??= []).Add(IdempotencyKey());
            return Task.CompletedTask;
        });
    });

    private static OpenApiSecurityRequirement RequireBearer(OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] };

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = IdempotencyKeyHeader.Name,
        In = ParameterLocation.Header,
        Description = "Carries the request out once, however often it is sent within 24 hours.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
    };
}
