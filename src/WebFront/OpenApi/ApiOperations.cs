using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using MindBot.WebFront.Admin;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.OpenApi;

/// <summary>Says of every operation what its endpoint's metadata says.</summary>
internal sealed class ApiOperations(ApiExamples examples) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod!;
        var path = "/" + context.Description.RelativePath?.TrimEnd('/');

        operation.OperationId ??= OperationIdOf(method, path);
        operation.Security = [.. SchemesOf(metadata).Select(scheme => Require(scheme, context.Document))];
        if (metadata.OfType<TakesSignedBody>().FirstOrDefault() is { } signed) operation.RequestBody = SignedBody(signed);
        if (metadata.OfType<ForOperators>().Any()) (operation.Parameters ??= []).Add(OperatorName());
        if (metadata.OfType<HonoursIdempotencyKey>().FirstOrDefault() is { } key) (operation.Parameters ??= []).Add(IdempotencyKey(key));
        AddErrors(operation, DocumentedErrors.Of(metadata), context.Document);
        examples.AddTo(operation, $"{method} {path}");
        return Task.CompletedTask;
    }

    /// <summary><c>GET /time/sessions/{session_id}</c> becomes <c>getTimeSessionsBySessionId</c>: as stable as the address.</summary>
    private static string OperationIdOf(string method, string path)
    {
        var words = path.Replace("{", "by-", StringComparison.Ordinal).Split(['/', '-', '_', '}'], StringSplitOptions.RemoveEmptyEntries);
        return method.ToLowerInvariant() + string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static IEnumerable<string> SchemesOf(IList<object> metadata)
    {
        if (metadata.OfType<TakesSignedBody>().FirstOrDefault() is { } signed) yield return signed.Scheme;
        if (metadata.OfType<ForOperators>().Any()) yield return SecurityScheme.Operator;
        if (metadata.OfType<IAuthorizeData>().Any()) yield return SecurityScheme.Bearer;
        if (metadata.OfType<IAuthorizeData>().Any(data => data.Policy == SecuritySetup.StreamPolicy)) yield return SecurityScheme.Ticket;
    }

    private static OpenApiSecurityRequirement Require(string scheme, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    /// <summary>A response for each status, with the codes that it may carry.</summary>
    private static void AddErrors(OpenApiOperation operation, IEnumerable<string> codes, OpenApiDocument? document)
    {
        foreach (var status in codes.GroupBy(ErrorStatuses.Of).OrderBy(group => group.Key))
        {
            var schema = new OpenApiSchema
            {
                AllOf =
                [
                    new OpenApiSchemaReference(ApiSchemas.Problem, document),
                    new OpenApiSchema { Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = new OpenApiSchema { Enum = [.. status.Order()] } } },
                ],
            };
            (operation.Responses ??= [])[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status.Key)}: {string.Join(", ", status.Order().Select(code => $"`{code}`"))}",
                Content = new Dictionary<string, OpenApiMediaType> { [Errors.Problem.ContentType] = new() { Schema = schema, Example = ExampleOf(status.Key, status.Min()!) } },
            };
        }
    }

    private static JsonObject ExampleOf(int status, string code) => new()
    {
        ["type"] = "about:blank",
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = "What is wrong, in a sentence for people.",
        ["code"] = code,
    };

    private static OpenApiRequestBody SignedBody(TakesSignedBody signed) => new()
    {
        Required = true,
        Description = "The event, byte by byte as it was signed.",
        Content = new Dictionary<string, OpenApiMediaType> { [signed.ContentType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
    };

    private static OpenApiParameter OperatorName() => new()
    {
        Name = AdminKey.OperatorHeader,
        In = ParameterLocation.Header,
        Required = true,
        Description = "Who you are: it is noted beside what you do.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = AdminGuard.MaxNameLength },
    };

    private static OpenApiParameter IdempotencyKey(HonoursIdempotencyKey key) => new()
    {
        Name = IdempotencyKeyHeader.Name,
        In = ParameterLocation.Header,
        Required = key.IsRequired,
        Description = key.IsRequired
            ? "Carries the request out once, however often it is sent."
            : "Carries the request out once, however often it is sent within 24 hours.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKeyHeader.MaxLength },
    };
}
