using System.Reflection;
using MindBot.Grains;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Tests.Errors;

public sealed class ErrorStatusesTests
{
    [Fact]
    public void Every_refusal_of_a_grain_has_a_status_of_its_own()
    {
        var codes = typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(codes, code => Assert.True(ErrorStatuses.IsListed(code), code));
    }
}
