using MindBot.WebFront.VoiceSessions;

namespace MindBot.WebFront.Tests.VoiceSessions;

public sealed class RoomsTests
{
    [Theory]
    [InlineData("session_123456")]
    [InlineData("42")]
    [InlineData("persona_professor-oak-tutor_1624553699")]
    [InlineData("0b7f6a52-5f6e-4a39-9d7c-2f5d0e7b1a90")]
    [InlineData("room:a.b@c~d+e=f")]
    public void Names_in_common_use_are_names(string name) => Assert.True(Rooms.IsName(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\n")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("-1")]
    [InlineData("ä")]
    public void What_would_break_an_address_or_a_log_is_none(string? name) => Assert.False(Rooms.IsName(name));

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        Assert.True(Rooms.IsName(new string('a', 128)));
        Assert.False(Rooms.IsName(new string('a', 129)));
    }
}
