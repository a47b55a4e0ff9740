using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;

namespace MindBot.WebFront.OpenApi;

/// <summary>Corrects schemas where our converters and attributes say more than the schema generator can know.</summary>
internal sealed class ApiSchemas : IOpenApiSchemaTransformer
{
    /// <summary>The schema of every error.</summary>
    public const string Problem = nameof(Problem);

    public static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(ProblemBody) ? Problem : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset)) schema.Type = JsonSchemaType.String;
        if (type == typeof(DateTimeOffset?)) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        if (context.JsonPropertyInfo?.CustomConverter is SessionIdConverter or NumericIdConverter)
            schema.Type = JsonSchemaType.String | JsonSchemaType.Integer;

        var attributes = context.JsonPropertyInfo?.AttributeProvider ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;
        if (attributes?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true) is [AllowedValuesAttribute allowed, ..])
            schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create((string?)value)!)];

        foreach (var property in context.JsonTypeInfo.Properties.Where(IsLeftOut)) LeaveOut(schema, property.Name);
        return Task.CompletedTask;
    }

    /// <summary>A PATCH takes the body of its resource, with nothing required.</summary>
    public static void AddChanges(OpenApiDocument document)
    {
        foreach (var content in document.Paths.Values.SelectMany(path => path.Operations!).Where(operation => operation.Key == HttpMethod.Patch)
            .SelectMany(operation => operation.Value.RequestBody?.Content?.Values ?? []))
        {
            if (content.Schema is not OpenApiSchemaReference { Reference.Id: { } name }) continue;
            if (document.Components?.Schemas?[name] is not { Required.Count: > 0 } whole) continue;
            var changes = (OpenApiSchema)whole.CreateShallowCopy();
            changes.Required = null;
            document.AddComponent($"{name}Changes", changes);
            content.Schema = new OpenApiSchemaReference($"{name}Changes", document);
        }
    }

    /// <summary>What a request must have is not null; where nothing was sent, our types have null to say so.</summary>
    public static void RequireValues(OpenApiDocument document)
    {
        var bodies = document.Operations().SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
            .Select(content => (content.Schema as OpenApiSchemaReference)?.Reference.Id);
        foreach (var name in bodies.OfType<string>().Distinct())
            if (document.Components?.Schemas?[name] is OpenApiSchema schema)
                foreach (var required in schema.Required ?? new HashSet<string>()) NeverNull(schema, required);
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault }, ..];

    private static void LeaveOut(OpenApiSchema schema, string property)
    {
        schema.Required?.Remove(property);
        NeverNull(schema, property);
    }

    private static void NeverNull(OpenApiSchema schema, string property)
    {
        if (schema.Properties?[property] is OpenApiSchema { Type: { } type } found) found.Type = type & ~JsonSchemaType.Null;
    }
}
