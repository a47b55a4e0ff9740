using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindBot.WebFront.Json;

internal static class JsonSetup
{
    /// <summary>Deeper than any request of ours.</summary>
    private const int MaxDepth = 16;

    public static IServiceCollection AddApiJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));

    /// <summary>Snake case, strict types, no key twice. Unknown fields are ignored, so that clients may be newer than the server.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new InstantConverter());
    }
}
