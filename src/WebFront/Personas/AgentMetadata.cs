using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MindBot.WebFront.Personas;

/// <summary>
/// What the agent that speaks for a persona is told, as the JSON metadata of its dispatch: <c>{"version": 1, "session_id", "slug", "name", "prompt",
/// "voice": {"tts", "style"}, "tools": […], "quality"}</c>. Nobody else sees it. New fields may be added; the version changes when one changes its
/// meaning.
/// </summary>
/// <param name="Prompt">The system prompt, whole.</param>
/// <param name="Tools">The names of what it may use, and nothing else.</param>
/// <param name="Quality">One of the catalog's voice qualities.</param>
internal sealed record AgentMetadata(
    int Version, string SessionId, string Slug, string Name, string Prompt, VoiceAnswer Voice, ImmutableArray<string> Tools, string Quality)
{
    public const int CurrentVersion = 1;

    /// <summary>It is stored with the session and sent to LiveKit, which takes no more than 64 KiB of metadata by default.</summary>
    public const int MaxBytes = 60 * 1024;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>Null when it is too large.</returns>
    public string? ToJson()
    {
        var json = JsonSerializer.Serialize(this, Options);
        return Encoding.UTF8.GetByteCount(json) <= MaxBytes ? json : null;
    }
}
