using System.Text.Json;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Testing;

public sealed class GrainIdTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_stable_hash_is_xxHash32(string text, uint hash) => Assert.Equal(hash, IdSpan.Create(text).GetUniformHashCode());

    [Theory]
    [InlineData("wallet", "user-1")]
    [InlineData("session", "user/with/slashes")]
    [InlineData("thing", "Ünïcödé 🙂")]
    public void An_id_survives_text_and_JSON(string type, string key)
    {
        var id = GrainId.Create(type, key);

        Assert.Equal($"{type}/{key}", id.ToString());
        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.Equal(id, JsonSerializer.Deserialize<GrainId>(JsonSerializer.Serialize(id)));
        Assert.Equal(id.GetUniformHashCode(), GrainId.Parse($"{id}").GetUniformHashCode());
        Assert.Equal(key, id.Key.ToString());
    }

    [Fact]
    public void Ids_are_ordered_by_type_and_then_by_key() =>
        Assert.Equal(
            ["a/2", "b/1", "b/2"],
            new[] { GrainId.Create("b", "2"), GrainId.Create("a", "2"), GrainId.Create("b", "1") }.Order().Select(id => id.ToString()));

    [Fact]
    public void Text_without_a_slash_is_no_id()
    {
        Assert.False(GrainId.TryParse("nothing", out _));
        Assert.Throws<ArgumentException>(() => GrainId.Parse("nothing"));
    }
}
