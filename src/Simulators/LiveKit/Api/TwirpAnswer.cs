using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>An answer of the server, before HTTP.</summary>
internal sealed record TwirpAnswer(int Status, string ContentType, byte[] Body)
{
    public const string BinaryContentType = "application/protobuf";

    public static TwirpAnswer Ok(Action<ProtoWriter> fields) => new(200, "application/json", ProtoWriter.Write(ProtoStyle.Answer, fields));

    public static TwirpAnswer Error(string code, string message) => Error(TwirpErrors.Status(code), code, message);

    public static TwirpAnswer Error(int status, string code, string message) =>
        new(status, "application/json", Encoding.UTF8.GetBytes(new JsonObject { ["code"] = code, ["msg"] = message }.ToJsonString()));

    /// <summary>The same success in protobuf's binary form. Errors are JSON in either.</summary>
    public TwirpAnswer ToBinary(IReadOnlyList<ProtoField> fields)
    {
        using var json = JsonDocument.Parse(Body);
        return new TwirpAnswer(Status, BinaryContentType, ProtoBinary.Write(new ProtoFields(json.RootElement), fields));
    }

    public static TwirpAnswer Text(int status, string message) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(message));
}
