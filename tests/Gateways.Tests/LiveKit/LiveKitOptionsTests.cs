using Microsoft.Extensions.Configuration;
using MindBot.Gateways.LiveKit;

namespace MindBot.Gateways.Tests.LiveKit;

public sealed class LiveKitOptionsTests
{
    private static LiveKitOptions Read(params (string Name, string Value)[] settings) => LiveKitOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());

    [Fact]
    public void Without_settings_it_is_livekits_own_development_server()
    {
        var options = Read();

        Assert.Equal(("ws://localhost:7880", "devkey", "secret"), (options.Url, options.ApiKey, options.ApiSecret));
        Assert.True(options.IsDevPair);
    }

    [Fact]
    public void Settings_are_taken_as_they_are()
    {
        var options = Read(("LIVEKIT_URL", "wss://x.livekit.cloud"), ("LIVEKIT_API_KEY", "API1"), ("LIVEKIT_API_SECRET", "s1"));

        Assert.Equal(("wss://x.livekit.cloud", "API1", "s1"), (options.Url, options.ApiKey, options.ApiSecret));
        Assert.False(options.IsDevPair);
    }

    [Fact]
    public void A_key_without_its_secret_is_refused() => Assert.Throws<InvalidOperationException>(() => Read(("LIVEKIT_API_KEY", "API1")));

    [Theory]
    [InlineData("LIVEKIT_API_KEY_PREVIOUS")]
    [InlineData("LIVEKIT_API_SECRET_PREVIOUS")]
    public void A_former_key_without_its_secret_or_without_a_new_pair_is_refused(string alone)
    {
        Assert.Contains(alone, Assert.Throws<InvalidOperationException>(
            () => Read(("LIVEKIT_API_KEY", "API2"), ("LIVEKIT_API_SECRET", "s2"), (alone, "x"))).Message);
        Assert.Throws<InvalidOperationException>(() => Read(("LIVEKIT_API_KEY_PREVIOUS", "API1"), ("LIVEKIT_API_SECRET_PREVIOUS", "s1")));
    }

    [Fact]
    public void What_is_no_address_is_refused() => Assert.Throws<InvalidOperationException>(() => Read(("LIVEKIT_URL", "localhost")));
}
