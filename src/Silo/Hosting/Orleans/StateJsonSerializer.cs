using System.Text.Json;
using MindBot.Silo.Storage;
using Orleans.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>States in Orleans' own tables look as they do everywhere.</summary>
internal sealed class StateJsonSerializer(StateJson json) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, json.Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, json.Options)!;
}
