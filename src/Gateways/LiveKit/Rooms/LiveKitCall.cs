using System.Buffers;
using System.Text.Json;

namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>One call of LiveKit's RoomService.</summary>
/// <param name="Method">E.g. <c>DeleteRoom</c>.</param>
/// <param name="Grant">The least that the method asks for.</param>
/// <param name="Body">JSON; the same for every try.</param>
internal sealed record LiveKitCall(string Method, VideoGrant Grant, ReadOnlyMemory<byte> Body)
{
    /// <summary>Which answers say that the call's object is gone. None, where there is nothing to be gone.</summary>
    public Func<LiveKitAnswer, bool> IsGone { get; init; } = _ => false;

    /// <param name="fields">Writes the fields of the request's object, in camelCase.</param>
    public static LiveKitCall To(string method, VideoGrant grant, Action<Utf8JsonWriter> fields)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        return new LiveKitCall(method, grant, body.WrittenMemory);
    }
}
