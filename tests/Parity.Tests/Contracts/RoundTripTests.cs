using System.Text.Json;
using MindBot.Silo.Storage;

namespace MindBot.Parity.Tests.Contracts;

public sealed class RoundTripTests
{
    private static readonly JsonSerializerOptions Json = new StateJson().Options;

    public static TheoryData<string> States =>
        [.. ContractModel.Grains.SelectMany(grain => grain.States).Select(state => state.Type.FullName!).Distinct()];

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_comes_back_from_storage_as_it_went(string name)
    {
        var type = ContractModel.Stored.Single(type => type.FullName == name);
        var state = new Populated().New(type);

        var stored = JsonSerializer.SerializeToUtf8Bytes(state, type, Json);
        var restored = JsonSerializer.Deserialize(stored, type, Json);

        Assert.Equal(Described.Of(state), Described.Of(restored));
    }
}
