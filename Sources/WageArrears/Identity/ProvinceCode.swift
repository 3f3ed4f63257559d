public import Values

/// The first two digits of a Chinese region code (GB/T 2260), enough to warn of a mistyped number.
public struct ProvinceCode: Hashable, Sendable {
    /// The two digits.
    public let code: String
    /// The name of the province.
    public let name: Bilingual

    /// Looks a code up; nothing when there is no such province. Historic county codes keep their province.
    public init?(_ code: some StringProtocol) {
        guard let name = ProvinceCode.names[String(code)] else { return nil }
        self.code = String(code)
        self.name = name
    }

    private static let names: [String: Bilingual] = [
        "11": Bilingual(zh: "北京", en: "Beijing"), "12": Bilingual(zh: "天津", en: "Tianjin"),
        "13": Bilingual(zh: "河北", en: "Hebei"), "14": Bilingual(zh: "山西", en: "Shanxi"),
        "15": Bilingual(zh: "内蒙古", en: "Inner Mongolia"), "21": Bilingual(zh: "辽宁", en: "Liaoning"),
        "22": Bilingual(zh: "吉林", en: "Jilin"), "23": Bilingual(zh: "黑龙江", en: "Heilongjiang"),
        "31": Bilingual(zh: "上海", en: "Shanghai"), "32": Bilingual(zh: "江苏", en: "Jiangsu"),
        "33": Bilingual(zh: "浙江", en: "Zhejiang"), "34": Bilingual(zh: "安徽", en: "Anhui"),
        "35": Bilingual(zh: "福建", en: "Fujian"), "36": Bilingual(zh: "江西", en: "Jiangxi"),
        "37": Bilingual(zh: "山东", en: "Shandong"), "41": Bilingual(zh: "河南", en: "Henan"),
        "42": Bilingual(zh: "湖北", en: "Hubei"), "43": Bilingual(zh: "湖南", en: "Hunan"),
        "44": Bilingual(zh: "广东", en: "Guangdong"), "45": Bilingual(zh: "广西", en: "Guangxi"),
        "46": Bilingual(zh: "海南", en: "Hainan"), "50": Bilingual(zh: "重庆", en: "Chongqing"),
        "51": Bilingual(zh: "四川", en: "Sichuan"), "52": Bilingual(zh: "贵州", en: "Guizhou"),
        "53": Bilingual(zh: "云南", en: "Yunnan"), "54": Bilingual(zh: "西藏", en: "Tibet"),
        "61": Bilingual(zh: "陕西", en: "Shaanxi"), "62": Bilingual(zh: "甘肃", en: "Gansu"),
        "63": Bilingual(zh: "青海", en: "Qinghai"), "64": Bilingual(zh: "宁夏", en: "Ningxia"),
        "65": Bilingual(zh: "新疆", en: "Xinjiang"), "71": Bilingual(zh: "台湾", en: "Taiwan"),
        "81": Bilingual(zh: "香港", en: "Hong Kong"), "82": Bilingual(zh: "澳门", en: "Macau"),
        "83": Bilingual(zh: "台湾（居住证）", en: "Taiwan (residence permit)"),
    ]
}
