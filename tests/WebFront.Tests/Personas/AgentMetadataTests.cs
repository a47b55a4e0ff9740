using System.Text;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Tests.Personas;

public class AgentMetadataTests
{
    [Fact]
    public void It_is_compact_and_readable() => Assert.Equal(
        """{"version":1,"session_id":"s","slug":"bär","name":"It's","prompt":"<you>","voice":{"tts":"onyx","style":"warm"},"tools":["a"],"quality":"standard"}""",
        Of("<you>").ToJson());

    [Theory]
    [InlineData(AgentMetadata.MaxBytes - 200, true)]
    [InlineData(AgentMetadata.MaxBytes, false)]
    public void What_LiveKit_would_not_take_is_not_sent(int promptLength, bool fits)
    {
        var json = Of(new string('x', promptLength)).ToJson();
        Assert.Equal(fits, json is not null);
        if (json is not null) Assert.InRange(Encoding.UTF8.GetByteCount(json), promptLength, AgentMetadata.MaxBytes);
    }

    private static AgentMetadata Of(string prompt) =>
        new(AgentMetadata.CurrentVersion, "s", "bär", "It's", prompt, new VoiceAnswer("onyx", "warm"), ["a"], "standard");
}
